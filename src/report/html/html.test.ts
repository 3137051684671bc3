import { describe, expect, test } from 'vitest';
import { aRecord, aScenario, replicatedResults, someResults } from '../../../test/fixtures/run.ts';
import type { Results } from '../../metrics/results.ts';
import type { Chart } from '../charts/chart.ts';
import { chartsOf } from '../charts/index.ts';
import { renderSvg } from '../charts/render.ts';
import { material } from '../material.ts';
import { reportHtml } from './index.ts';
import { html, Markup } from './markup.ts';

/** Drawing takes long: most tests are content with a stand-in of each picture. */
const STAND_IN = '<svg class="marks"><defs><clipPath id="clip0"></clipPath></defs><g clip-path="url(#clip0)"></g></svg>';

async function report(scenario = aScenario(), results: Results = someResults(), draw = async (_: Chart) => STAND_IN): Promise<string> {
  const all = material(scenario, results, aRecord(scenario, results));
  return reportHtml(all, await Promise.all(chartsOf(all).map(async (chart) => ({ chart, svg: await draw(chart) }))));
}

describe('the HTML report', () => {
  test('is one file that asks for nothing and runs nothing', async () => {
    const page = await report(aScenario(), someResults(), renderSvg);
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|javascript:|\son\w+=/i);
    const addresses = [...page.matchAll(/(?:href|src|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map((found) => found[1]!);
    expect(addresses.filter((address) => !address.startsWith('#'))).toEqual([]);
  });

  test('leads with the answer, then objectives, charts, tables and what they stand on', async () => {
    const page = await report();
    const order = [
      'Yes, both limits hold',
      'redundant',
      'id="charts"',
      'id="response"',
      'id="copies"',
      'id="residence"',
      'id="utilisation"',
      'id="assumptions"',
      'id="validity"',
      'id="events"',
    ];
    const places = order.map((text) => page.indexOf(text));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(page).toContain('copyfence run scenarios/add-member.yaml');
    expect(page).toContain('some 20,000 I/Os per second and processor');
    expect(page.match(/<figure /g)).toHaveLength(6);
  });

  test('shows half-widths, and says what one replication cannot', async () => {
    expect(await report(aScenario(), replicatedResults())).toContain('95 % confidence, student-t over replications, n = 10');
    expect(await report()).toContain('none: one replication says nothing about what differs by chance');
  });

  test('lets no text of the scenario become markup', async () => {
    const hostile = { ...aScenario(), question: '<script>alert("1")</script> & more', scenario: 'a"><b' };
    const page = await report(hostile);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more');
    expect(page).not.toMatch(/<script|<b\b/);
  });

  test('has every id once', async () => {
    const page = await report();
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]);
    for (const [, id] of page.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('holds together without data', async () => {
    const empty: Results = { summary: [], timeline: [], events: [], phases: [], fingerprints: ['0'], eventCount: 0, violations: [] };
    const page = await report(aScenario({}), empty);
    expect(page).toContain('id="validity"');
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  test('templates escape all but markup', () => {
    expect(html`<p>${'<'}${new Markup('<br>')}${['a', '&']}${3}</p>`.text).toBe('<p>&lt;<br>a&amp;3</p>');
  });
});

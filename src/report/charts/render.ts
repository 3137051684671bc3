import type { Chart } from './chart.ts';

/** A chart as SVG: the same specification gives the same bytes. */
export async function renderSvg({ spec }: Chart): Promise<string> {
  // Only commands that draw pay for loading Vega.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: 'none' });
  try {
    await view.runAsync();
    vega.resetSVGDefIds();
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}

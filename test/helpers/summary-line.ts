import type { Reporter, TestModule } from 'vitest/node';

/** Ends the output with one plain line, `n passed, n failed, n skipped`, for whoever reads logs by machine. */
export default class SummaryLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) for (const test of module.children.allTests()) counts[test.result().state]++;
    const broken = modules.filter((module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0).length;
    process.on('exit', () => {
      process.stdout.write(`${counts.passed} passed, ${counts.failed + broken} failed, ${counts.skipped + counts.pending} skipped\n`);
    });
  }
}

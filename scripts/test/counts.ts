/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

interface Failure {
  test: string;
  why: string;
}

export interface TestCounts {
  passed: number;
  failures: Failure[];
  /** Names of tests that did not run. */
  skipped: string[];
  /** Tests that failed first, and passed when they were tried again: nothing else tells why. */
  retried: Failure[];
}

/**
 * Counts tests, and as one failure each: a file that broke before its tests, and a run that ended
 * badly although every test passed.
 */
export function readCounts(report: VitestReport, endedWell: boolean): TestCounts {
  const counts: TestCounts = { passed: 0, failures: [], skipped: [], retried: [] };
  for (const file of report.testResults) {
    const failuresBefore = counts.failures.length;
    for (const { status, fullName: test, failureMessages = [] } of file.assertionResults) {
      const [why] = failureMessages;
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failures.push({ test, why: why ?? '' });
      else counts.skipped.push(test);
      if (status === 'passed' && why !== undefined) counts.retried.push({ test, why });
    }
    if (file.status === 'failed' && counts.failures.length === failuresBefore)
      counts.failures.push({ test: file.name, why: file.message ?? '' });
  }
  if (!endedWell && counts.failures.length === 0)
    counts.failures.push({ test: 'the run', why: 'It ended badly, although no test failed.' });
  return counts;
}

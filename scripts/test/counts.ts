/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

export interface TestCounts {
  passed: number;
  failed: number;
  /** Names of tests that did not run. */
  skipped: string[];
  /** Tests that failed first, and passed when they were tried again: nothing else tells why. */
  retried: { test: string; why: string }[];
}

/**
 * Counts tests, and as one failure each: a file that broke before its tests, and a run that ended
 * badly although every test passed.
 */
export function readCounts(report: VitestReport, endedWell: boolean): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: [], retried: [] };
  for (const file of report.testResults) {
    const failedBefore = counts.failed;
    for (const { status, fullName, failureMessages = [] } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped.push(fullName);
      const [why] = failureMessages;
      if (status === 'passed' && why !== undefined) counts.retried.push({ test: fullName, why });
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  if (!endedWell && counts.failed === 0) counts.failed = 1;
  return counts;
}

import { describe, expect, test } from 'vitest';
import { readCounts } from '../../../scripts/test/counts.ts';

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((one) => ({ status: one, fullName: `test ${one}` })),
});

describe('readCounts', () => {
  test('counts tests and names those that did not run', () => {
    const testResults = [
      file('passed', 'passed', 'passed', 'pending'),
      file('failed', 'failed', 'passed', 'todo'),
    ];
    expect(readCounts({ testResults }, false)).toEqual({
      passed: 3,
      failures: [{ test: 'test failed', why: '' }],
      skipped: ['test pending', 'test todo'],
      retried: [],
    });
  });

  test('names those that passed only when they were tried again, and why they failed before', () => {
    const failureMessages = ['Error: once'];
    const assertionResults = [
      { status: 'passed', fullName: 'passed at last', failureMessages },
      { status: 'failed', fullName: 'failed twice', failureMessages },
      { status: 'passed', fullName: 'passed at once', failureMessages: [] },
    ];
    const testResults = [{ name: 'a.test.ts', status: 'failed', assertionResults }];
    expect(readCounts({ testResults }, false)).toMatchObject({
      passed: 2,
      failures: [{ test: 'failed twice', why: 'Error: once' }],
      retried: [{ test: 'passed at last', why: 'Error: once' }],
    });
  });

  test('a file that broke before its tests is a failure', () => {
    const broken = { ...file('failed'), message: 'Error: no such module' };
    expect(readCounts({ testResults: [broken, file('passed', 'passed')] }, false)).toMatchObject({
      passed: 1,
      failures: [{ test: 'a.test.ts', why: 'Error: no such module' }],
    });
  });

  test('a run that ended badly is a failure, whatever its tests say', () => {
    const failures = [{ test: 'the run' }];
    expect(readCounts({ testResults: [file('passed', 'passed')] }, false)).toMatchObject({ failures });
    expect(readCounts({ testResults: [] }, false)).toMatchObject({ passed: 0, failures });
    expect(readCounts({ testResults: [] }, true)).toMatchObject({ failures: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { TEXT, workflow } from './workflow-file.ts';

const jobs = Object.entries(workflow.jobs);
const steps = jobs.flatMap(([, job]) => job.steps);

describe('the workflow that publishes a feed', () => {
  it('runs every day, and never twice at once', () => {
    expect(workflow.on).toMatchObject({ schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }] });
    expect(workflow.concurrency['cancel-in-progress']).toBe(false);
  });

  it('gives secrets to the step that signs, of a job with an environment of its own, and to nothing else', () => {
    const withSecrets = jobs.filter(([, job]) => JSON.stringify(job).includes('secrets.'));
    expect(withSecrets.map(([name]) => name)).toEqual(['date']);
    const { environment, steps: ofDate, ...others } = workflow.jobs.date;
    expect(environment).toBe('feed-online-keys');
    expect(others.if).toBe("github.ref == 'refs/heads/main'");
    expect(JSON.stringify(others)).not.toContain('secrets.');
    const [signs, ...more] = ofDate.filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(more).toEqual([]);
    expect(signs?.run).toContain('feed -- sign');
    // As variables only: what is put into a script by name is run as it stands.
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  it('allows each job what it has to do, and nothing beside', () => {
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      // Pushes a branch, and asks for it to be looked at.
      build: { contents: 'write', 'pull-requests': 'write' },
      // Pushes what it dated.
      date: { contents: 'write' },
      // Reads the artifact, and shows who it is.
      publish: { actions: 'read', pages: 'write', 'id-token': 'write' },
    });
    // A pull request of a stranger, or a push to a branch, starts none of it.
    expect(Object.keys(workflow.on).sort()).toEqual(['push', 'schedule', 'workflow_dispatch']);
    expect(workflow.on.push).toMatchObject({ branches: ['main'] });
  });

  it('pins every action to a commit, and says of which version', () => {
    const uses = steps.flatMap((step) => step.uses ?? []);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(TEXT).toMatch(new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+\n`));
    }
    const ours = steps.filter((step) => step.with?.repository);
    expect(ours.map((step) => step.with)).toEqual(
      Array(2).fill({
        repository: 'YOUR-ORGANISATION/almsguard',
        ref: 'THE-COMMIT-YOU-TRUST',
        path: 'almsguard',
        'persist-credentials': false,
      }),
    );
  });

  it('puts online what the job before it verified, and waits for it', () => {
    const { date, publish } = workflow.jobs;
    expect(publish.needs).toBe('date');
    const order = date.steps.map(({ run = '', uses = '' }) => `${run} ${uses}`);
    const at = (what: string) => order.findIndex((text) => text.includes(what));
    expect(at('feed -- sign')).toBeLessThan(at('feed -- verify'));
    expect(at('feed -- verify')).toBeLessThan(at('upload-pages-artifact'));
    // The root is named by settings of the environment, which nobody can change by pushing.
    const verifies = date.steps[at('feed -- verify')];
    expect(verifies?.env).toEqual({ FIRST_ROOT: expect.stringMatching(/^\S+ vars\.FEED_ROOT_SHA256 \S+$/) });
    expect(verifies?.run).toMatch(/ --root "\$FIRST_ROOT"$/);
    expect(publish.steps.map(({ uses }) => uses?.split('@')[0])).toEqual(['actions/deploy-pages']);
  });
});

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '#lib/feed/publish/repository.ts';
import { stageRoot } from '#lib/feed/publish/rotate.ts';
import { signStaged } from '#lib/feed/publish/sign.ts';
import { verifyFolder } from '#lib/feed/publish/verify.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { DAY, get, type KeyBox, makeKeys } from './support.ts';
import { type Job, ROOT, type Step, workflow } from './workflow-file.ts';

const LISTS = [
  {
    file: 'fronts.csv',
    id: 'fronts',
    title: 'Front charities',
    publisher: 'Example Organisation',
    licence: 'CC-BY-4.0',
    homepage: null,
    upstreams: [],
  },
];
/** In the place of npm: what `npm run feed -- …` runs is run, on the day of the test, and nothing is installed. */
const NPM = `#!/usr/bin/env bash
case "$1" in
  ci) exit 0 ;;
  run)
    while [ "$1" != -- ]; do shift; done; shift
    case "$1" in build|pack|sign) set -- "$@" --now "$NOW" ;; esac
    exec "$NODE" "$ALMSGUARD/scripts/feed.ts" "$@" ;;
esac
exit 64
`;
/** In the place of GitHub's own command: keeps what it was told. */
const GH = '#!/usr/bin/env bash\nprintf "%s\\n" "$@" > "$GITHUB_WORKSPACE/asked.txt"\n';

/** The step of the build that does so. */
const stepOf = (what: string) => workflow.jobs.build.steps.find(({ run }) => run?.includes(what)) as Step;

/** Steps are run by the shell that the workflow names, with git, in folders of their own; what it `uses` is not. */
describe.skipIf(process.platform === 'win32')('the steps of the workflow, one after the other', () => {
  let box: KeyBox;
  let workspace: string;
  let data: string;
  let origin: string;
  let bin: string;
  let now = Date.now();
  /** What the settings of the repository say of the first root. */
  let pinned = '';

  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: data, env: environment(), encoding: 'utf8' });
  const environment = (more: Record<string, string> = {}) => ({
    PATH: `${bin}:${process.env.PATH}`,
    HOME: workspace,
    NODE: process.execPath,
    NOW: new Date(now).toISOString(),
    ALMSGUARD: ROOT,
    // A dozen commands that begin with the same modules.
    NODE_COMPILE_CACHE: join(bin, 'compiled'),
    GITHUB_WORKSPACE: workspace,
    GITHUB_RUN_NUMBER: '7',
    GITHUB_RUN_ATTEMPT: '1',
    ...more,
  });

  function runStep({ run = '', env = {}, ...step }: Step): string {
    const settings: Record<string, string> = {
      'secrets.FEED_SNAPSHOT_KEY': readFileSync(join(box.folder, 'snapshot.pem'), 'utf8'),
      'secrets.FEED_TIMESTAMP_KEY': readFileSync(join(box.folder, 'timestamp.pem'), 'utf8'),
      'secrets.FEED_KEY_PASSPHRASE': '',
      'github.token': 'token',
      'vars.FEED_ROOT_SHA256': pinned,
    };
    const filled = Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/^\$\{\{ (\S+) \}\}$/, (_, what) => settings[what] ?? `unknown ${what}`),
    ]);
    const cwd = join(workspace, step['working-directory'] ?? '');
    // As GitHub runs a shell that is named (its documentation, "shell").
    expect(workflow.defaults.run.shell).toBe('bash');
    return execFileSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd,
      env: environment(Object.fromEntries(filled)),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  const runJob = ({ steps }: Job) => steps.filter(({ run }) => run !== undefined).map(runStep);

  /** As the checkouts of a new machine leave it. */
  function checkOut() {
    workspace = tempFolder();
    data = join(workspace, 'data');
    mkdirSync(join(workspace, 'almsguard'));
    execFileSync('git', ['clone', '--quiet', origin, data], { env: environment(), stdio: 'ignore' });
  }

  function commit(...paths: string[]) {
    git('add', ...paths);
    git('-c', 'user.name=x', '-c', 'user.email=x@example.org', 'commit', '--quiet', '-m', 'x');
  }

  beforeAll(async () => {
    box = await makeKeys();
    bin = tempFolder();
    for (const [name, text] of [
      ['npm', NPM],
      ['gh', GH],
    ] as const) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
    origin = join(tempFolder(), 'feed.git');
    workspace = tempFolder();
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
    checkOut();
    mkdirSync(join(data, 'sources'));
    writeFileSync(join(data, 'sources/lists.json'), JSON.stringify(LISTS));
    writeFileSync(join(data, 'sources/fronts.csv'), 'value\n1BoatSLRHtKNngkdXEeobR76b53LETtpyT\n');
    const { keys, publicKeys } = box;
    const feed = openRepository(join(data, 'feed'));
    const root = await publicKeys('alice', 'bob', 'carol');
    const online = { snapshot: await publicKeys('snapshot'), timestamp: await publicKeys('timestamp') };
    const staged = { keys: { root, targets: await publicKeys('dora', 'emil'), ...online }, thresholds: {} };
    get(await stageRoot(feed, { ...staged, now: Date.now() }));
    for (const key of [keys.alice, keys.bob]) get(await signStaged(feed, key));
    pinned = createHash('sha256')
      .update(readFileSync(join(data, 'feed/public/1.root.json')))
      .digest('hex');
    git('checkout', '--quiet', '-B', 'main');
    commit('sources', 'feed');
    git('push', '--quiet', 'origin', 'main');
  });

  it('build asks editors, who sign; date dates what they signed, and it is what a client accepts', async () => {
    checkOut();
    runJob(workflow.jobs.build);
    const asked = readFileSync(join(workspace, 'asked.txt'), 'utf8').trim().split('\n');
    expect(asked.slice(0, 3)).toEqual(['pr', 'create', '--fill']);
    const body = readFileSync(asked.at(-1) as string, 'utf8');
    expect(body).toMatch(/^# The lists\n/);
    expect(body).toContain('\n```text\nfronts: 1 added, 0 removed, 0 changed\n  + address 1Boat');
    expect(body).not.toContain('comparing');
    const branch = git('branch', '--show-current').trim();
    expect(branch).toMatch(/^feed-\d{4}-\d\d-\d\d-7-1$/);

    // The editors, on machines of their own.
    checkOut();
    git('checkout', '--quiet', branch);
    expect(readdirSync(join(data, 'feed/staged'))).toEqual(['targets.json']);
    for (const key of [box.keys.dora, box.keys.emil]) {
      get(await signStaged(openRepository(join(data, 'feed')), key));
    }
    commit('feed');
    git('push', '--quiet', 'origin', 'HEAD:main');

    checkOut();
    runJob(workflow.jobs.date);
    const uploaded = workflow.jobs.date.steps.find(({ uses }) => uses?.includes('upload-pages-artifact'));
    const served = join(workspace, String(uploaded?.with?.path));
    const first = readFileSync(join(served, '1.root.json'));
    const verified = get(await verifyFolder(served, first, Date.now()));
    expect(verified.lists).toMatchObject([{ id: 'fronts', entries: 1 }]);
    // No key is left anywhere, and what was dated is kept.
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '-1', '--format=%s', 'origin/main').trim()).toBe('Dated');
    const kept = git('archive', 'origin/main');
    expect(kept).toContain('timestamp.json');
    expect(kept).not.toContain('PRIVATE KEY');
  });

  it('puts no feed online that begins with another root than the settings say, or where they say nothing', () => {
    checkOut();
    const verifies = workflow.jobs.date.steps.find(({ run }) => run?.includes('-- verify')) as Step;
    expect(runStep(verifies)).toContain('list fronts');
    // Somebody who can write here has signed the same lists anew, beginning with a root of their own.
    const theirs = readFileSync(join(data, 'feed/public/1.root.json'), 'utf8').replace(/^\{/, '{ ');
    writeFileSync(join(data, 'feed/public/1.root.json'), theirs);
    expect(() => runStep(verifies)).toThrow(/other-root/);
    git('checkout', '--quiet', '.');
    const was = pinned;
    pinned = '';
    expect(() => runStep(verifies)).toThrow(/--root names nothing/);
    pinned = was;
  });

  it('a day on which nothing changed asks nobody, and the next change tells of itself alone', () => {
    now += DAY;
    checkOut();
    runJob(workflow.jobs.build);
    expect(existsSync(join(workspace, 'asked.txt'))).toBe(false);
    writeFileSync(
      join(data, 'sources/fronts.csv'),
      'value\n1BoatSLRHtKNngkdXEeobR76b53LETtpyT\nfront.example.org\n',
    );
    // As on a machine that has built nothing before.
    rmSync(join(workspace, 'lists'), { recursive: true });
    runStep(stepOf('-- build'));
    const report = readFileSync(join(workspace, 'lists/REPORT.md'), 'utf8');
    expect(report).toMatch(
      /Since version `[^`]+`: 1 added, 0 removed, 0 changed\.\n\n```text\n {2}\+ domain front\.example\.org/,
    );
  });

  it('asks with no more than a pull request takes, however much has changed', () => {
    checkOut();
    mkdirSync(join(workspace, 'lists'));
    writeFileSync(join(workspace, 'lists/REPORT.md'), '# The lists\n');
    writeFileSync(join(workspace, 'changes.md'), '  + domain front.example.org\n'.repeat(5000));
    runStep(stepOf('> body.md'));
    const body = readFileSync(join(workspace, 'body.md'), 'utf8');
    expect(body.startsWith('# The lists\n\n```text\n  + domain')).toBe(true);
    expect(body.length).toBeLessThan(65_536);
    // No line is cut in the middle.
    expect(body.endsWith('\n  + domain front.example.org\n')).toBe(true);
  });

  it('a step that fails ends its job, also where it stands before a pipe', () => {
    checkOut();
    mkdirSync(join(data, 'files'), { recursive: true });
    writeFileSync(join(data, 'files/manifest.json'), '{');
    expect(() => runStep(stepOf('| tee'))).toThrow(/manifest/);
    writeFileSync(join(data, 'sources/fronts.csv'), 'value\nwww.facebook.com\n');
    expect(() => runJob(workflow.jobs.build)).toThrow(/would accuse/);
  });
});

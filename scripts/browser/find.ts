/** Where browsers are, which of them can load the extension, and how a system installs one. */

export type BrowserName = 'chromium' | 'firefox';

export interface System {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  /** Full path of a command or file, `null` when there is none. */
  locate(command: string): string | null;
  /** What `--version` prints; `null` where that is not known (Windows opens a window instead). */
  version(path: string): string | null;
}

/** Oldest versions that run the extension; the manifest says the same. */
const OLDEST = { chromium: 126, firefox: 140 } as const;
/** Google's own builds ignore `--load-extension` from this version on; Chromium and Edge do not. */
const CHROME_REFUSES_FROM = 137;

const COMMANDS = {
  chromium: ['chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
} as const;

const MAC_APPS = {
  chromium: ['Chromium', 'Microsoft Edge', 'Google Chrome'],
  firefox: ['Firefox', 'Firefox Developer Edition'],
} as const;

const WINDOWS_APPS = {
  chromium: ['Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'],
  firefox: ['Mozilla Firefox\\firefox.exe'],
} as const;

/** Where to look, best first. `extra`: a copy that Playwright downloaded, say. */
export function listCandidates(name: BrowserName, system: System, extra: readonly string[] = []): string[] {
  const named = system.env[name === 'chromium' ? 'ALMSGUARD_CHROMIUM' : 'ALMSGUARD_FIREFOX'];
  // A browser named by hand is the only one looked at: falling back would hide a wrong path.
  if (named) return [named];
  if (system.platform === 'darwin') {
    const apps = MAC_APPS[name].map((app) => {
      const binary = app.startsWith('Firefox') ? 'firefox' : app;
      return `/Applications/${app}.app/Contents/MacOS/${binary}`;
    });
    return [...apps, ...COMMANDS[name], ...extra];
  }
  if (system.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (key) => system.env[key] ?? [],
    );
    return [...WINDOWS_APPS[name].flatMap((app) => roots.map((root) => `${root}\\${app}`)), ...extra];
  }
  return [...COMMANDS[name], ...extra];
}

/** Why a browser with this version text will not do; `null` when it will. */
export function objectTo(name: BrowserName, versionText: string | null): string | null {
  if (versionText === null) return null;
  const major = Number(/(\d+)\.\d/.exec(versionText)?.[1]);
  if (Number.isNaN(major)) return 'does not tell its version';
  if (major < OLDEST[name]) return `is version ${major}; ${OLDEST[name]} is the oldest that works`;
  if (/google chrome(?! for testing)/i.test(versionText) && major >= CHROME_REFUSES_FROM) {
    return `is Google's own build, which ignores --load-extension since version ${CHROME_REFUSES_FROM}`;
  }
  return null;
}

export interface Search {
  path: string | null;
  /** Browsers that are there and will not do, with why. */
  objections: string[];
}

/** The first browser that is there and will do. */
export function findInstalled(name: BrowserName, system: System, extra: readonly string[] = []): Search {
  const objections: string[] = [];
  for (const candidate of listCandidates(name, system, extra)) {
    const path = system.locate(candidate);
    if (path === null) continue;
    const objection = objectTo(name, system.version(path));
    if (objection === null) return { path, objections };
    objections.push(`${path} ${objection}`);
  }
  return { path: null, objections };
}

/** Commands that install a browser, in order; the first line of `choices` that works is enough. */
export interface InstallPlan {
  manager: string;
  prepare: string[][];
  choices: string[][];
}

const MANAGERS: readonly {
  manager: string;
  prepare: string[][];
  install: string[];
  packages: Record<BrowserName, string[]>;
}[] = [
  {
    manager: 'apt-get',
    prepare: [['apt-get', 'update']],
    install: ['apt-get', 'install', '-y', '--no-install-recommends'],
    packages: { chromium: ['chromium', 'chromium-browser'], firefox: ['firefox-esr', 'firefox'] },
  },
  {
    manager: 'dnf',
    prepare: [],
    install: ['dnf', 'install', '-y'],
    packages: { chromium: ['chromium'], firefox: ['firefox'] },
  },
  {
    manager: 'pacman',
    prepare: [],
    install: ['pacman', '-Sy', '--noconfirm'],
    packages: { chromium: ['chromium'], firefox: ['firefox'] },
  },
  {
    manager: 'brew',
    prepare: [],
    install: ['brew', 'install', '--cask'],
    packages: { chromium: ['chromium'], firefox: ['firefox'] },
  },
];

/** How this system installs the browser; `null` without a package manager that is known here. */
export function planInstall(name: BrowserName, system: System): InstallPlan | null {
  const known = MANAGERS.find(({ manager }) => system.locate(manager) !== null);
  if (!known) return null;
  return {
    manager: known.manager,
    prepare: known.prepare,
    choices: known.packages[name].map((pkg) => [...known.install, pkg]),
  };
}

/** What a person types when the project may not install by itself. */
export function installHint(name: BrowserName, system: System): string {
  const plan = planInstall(name, system);
  const variable = name === 'chromium' ? 'ALMSGUARD_CHROMIUM' : 'ALMSGUARD_FIREFOX';
  const sudo = plan && plan.manager !== 'brew' ? 'sudo ' : '';
  const steps = plan ? [...plan.prepare, plan.choices[0] ?? []] : [];
  const command = steps.map((step) => sudo + step.join(' ')).join(' && ');
  const playwright = name === 'chromium' ? 'npx playwright install --with-deps chromium' : '';
  const run = command || playwright || 'install Firefox from https://www.mozilla.org/firefox/';
  return `Run:  ${run}\nor set ${variable} to the path of one.`;
}

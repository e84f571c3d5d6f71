import { describe, expect, test } from 'vitest';
import { findInstalled, installHint, planInstall, type System } from '../../../scripts/browser/find.ts';

function makeSystem(there: Record<string, string | null>, rest: Partial<System> = {}): System {
  return {
    platform: 'linux',
    env: {},
    locate: (command) => (command in there ? command : null),
    version: (path) => there[path] ?? null,
    ...rest,
  };
}

describe('findInstalled', () => {
  test('prefers Chromium over other browsers of its kind', () => {
    const system = makeSystem({ 'microsoft-edge': 'Microsoft Edge 150.0.1', chromium: 'Chromium 156.0.8' });
    expect(findInstalled('chromium', system).path).toBe('chromium');
  });

  test('a browser named in the environment is the only one looked at', () => {
    const there = { chromium: 'Chromium 156.0.8' };
    const env = { ALMSGUARD_CHROMIUM: '/opt/own', ALMSGUARD_FIREFOX: '/opt/fox' };
    expect(findInstalled('chromium', makeSystem(there, { env })).path).toBeNull();
    expect(
      findInstalled('chromium', makeSystem({ ...there, '/opt/own': 'Chromium 150.0' }, { env })).path,
    ).toBe('/opt/own');
    expect(findInstalled('firefox', makeSystem({ '/opt/fox': 'Mozilla Firefox 150.0' }, { env })).path).toBe(
      '/opt/fox',
    );
  });

  test("passes over Google's own build, which loads no extension from the command line", () => {
    const system = makeSystem({
      'google-chrome': 'Google Chrome 140.0.1',
      '/cache/chrome': 'Chromium 150.0',
    });
    const found = findInstalled('chromium', system, ['/cache/chrome']);
    expect(found.path).toBe('/cache/chrome');
    expect(found.objections).toEqual([expect.stringContaining('--load-extension')]);
  });

  test('takes an older one of Google, and the one for testing', () => {
    const older = makeSystem({ 'google-chrome': 'Google Chrome 136.0.1' });
    expect(findInstalled('chromium', older).path).toBe('google-chrome');
    const testing = makeSystem({ '/cache/chrome': 'Google Chrome for Testing 150.0.1' });
    expect(findInstalled('chromium', testing, ['/cache/chrome']).path).toBe('/cache/chrome');
  });

  test('passes over a Firefox that is too old', () => {
    const system = makeSystem({
      'firefox-esr': 'Mozilla Firefox 128.3.0esr',
      firefox: 'Mozilla Firefox 140.0',
    });
    expect(findInstalled('firefox', system).path).toBe('firefox');
    const old = makeSystem({ 'firefox-esr': 'Mozilla Firefox 128.3.0esr' });
    expect(findInstalled('firefox', old)).toEqual({
      path: null,
      objections: ['firefox-esr is version 128; 140 is the oldest that works'],
    });
  });

  test('something that prints no version will not do', () => {
    expect(findInstalled('chromium', makeSystem({ chromium: 'Command requires the snap' })).path).toBeNull();
  });

  test('knows the usual places of macOS and Windows', () => {
    const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(
      findInstalled('firefox', makeSystem({ [mac]: 'Mozilla Firefox 150.0' }, { platform: 'darwin' })).path,
    ).toBe(mac);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const windows = makeSystem(
      { [edge]: null },
      { platform: 'win32', env: { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' } },
    );
    expect(findInstalled('chromium', windows).path).toBe(edge);
  });
});

describe('installing', () => {
  test('Debian: lists are refreshed first, and Ubuntu names it otherwise', () => {
    expect(planInstall('firefox', makeSystem({ 'apt-get': null }))).toEqual({
      manager: 'apt-get',
      prepare: [['apt-get', 'update']],
      choices: [
        ['apt-get', 'install', '-y', '--no-install-recommends', 'firefox-esr'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'firefox'],
      ],
    });
  });

  test('the message holds the whole command', () => {
    expect(installHint('chromium', makeSystem({ 'apt-get': null }))).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium\n',
    );
    expect(installHint('chromium', makeSystem({ brew: null }))).toContain('  brew install --cask chromium\n');
  });

  test('without a package manager there is still a way', () => {
    expect(planInstall('chromium', makeSystem({}))).toBeNull();
    expect(installHint('chromium', makeSystem({}))).toContain('npx playwright install');
    expect(installHint('firefox', makeSystem({}))).toContain('ALMSGUARD_FIREFOX');
  });
});

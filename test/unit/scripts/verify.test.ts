import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '#lib/review/bundle/verify.ts';
import { tellVerification } from '../../../scripts/verify/tell.ts';
import { packed, reportOf } from '../review/bundle/setup.ts';

const folder = mkdtempSync(join(tmpdir(), 'almsguard-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return name;
}
function run(...files: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/verify.ts', ...files], {
    encoding: 'utf8',
    env: { ...process.env, ALMSGUARD_CWD: folder },
  });
  return { status, stdout, stderr };
}
const whole = put('whole.zip', packed());

describe('npm run verify', () => {
  it('tells what is intact, under which fingerprint, and what that does not show', () => {
    const checked = verifyBundle(packed());
    const { status, stdout, stderr } = run(whole);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('https://charity.example/donate');
    expect(stdout).toMatch(/evidence\/findings\.json +intact\n/);
    expect(stdout).toContain(`Fingerprint  ${checked.ok ? checked.value.fingerprint : ''}`);
    expect(stdout).toContain('does not show who made the bundle, nor when');
  });

  it('tells what is not', () => {
    const bytes = packed();
    // The picture is stored as it is.
    const at = Buffer.from(bytes).indexOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2]));
    bytes[at + 5] = 9;
    const { status, stdout } = run(put('changed.zip', bytes));
    expect(status).toBe(1);
    expect(stdout).toMatch(/page\.png +changed/);
    expect(stdout).toContain('not as it was packed');
  });

  it.each([
    ['text.zip', new TextEncoder().encode('no zip'), 'no-zip'],
    ['empty.zip', new Uint8Array(), 'no-zip'],
  ])('refuses %s', (name, bytes, code) => {
    const { status, stderr } = run(put(name, bytes));
    expect(status).toBe(1);
    expect(stderr).toContain(code);
  });

  it('says what it wants', () => {
    expect(run().status).toBe(2);
    expect(run('a', 'b', 'c').status).toBe(2);
    expect(run('--help').stderr).toContain('npm run verify');
    expect(run('gone.zip')).toMatchObject({ status: 1, stderr: expect.stringContaining('ENOENT') });
  });

  it('compares two', () => {
    const later = packed({
      at: '2026-12-01T10:00:00.000Z',
      report: reportOf({ addresses: [] }),
      html: new TextEncoder().encode('<p>Gone</p>'),
    });
    const { status, stdout } = run(whole, put('later.zip', later));
    expect(status).toBe(0);
    expect(stdout).toContain('- 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed (ethereum): listed');
    expect(stdout).toContain('Text   changed');
    expect(stdout).toContain('+ Gone');
    const url = 'https://other.example/';
    const other = packed({ page: { url, title: '' }, report: reportOf({ url, title: '' }) });
    expect(run(whole, put('other.zip', other))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('other-page'),
    });
  });

  it('lets nothing in a bundle speak to the terminal', () => {
    const checked = verifyBundle(
      packed({ page: { url: 'https://a.example/', title: '\u001b[2Jclean\u202e' } }),
    );
    expect(checked.ok && tellVerification(checked.value)).not.toMatch(/[^\P{C}\n]/u);
  });
});

import { expect, it } from 'vitest';
import { harmless } from '#lib/messaging/harmless.ts';

it('takes out of a page what would ask for something or lead away', () => {
  const shown = harmless(
    `<!doctype html><base href="https://a.example/"><link rel="preload" href="https://a.example/x">
    <a href="https://a.example/">out</a><a href="#here">in</a><iframe src="https://a.example/"></iframe>`,
  );
  expect(shown).not.toContain('a.example');
  expect(shown).toContain('href="#here"');
  expect(shown).toMatch(/^<!doctype html><html>/);
});

it.each(['querySelectorAll', 'documentElement', 'compatMode', 'attributes', 'removeAttributeNode'])(
  'shows the whole of a page whose parts are named as what it is read with: %s',
  (name) => {
    const shown = harmless(
      `<!doctype html><p>Give</p><img name="${name}"><form href="https://a.example/"><input name="${name}"></form>`,
    );
    expect(shown).toContain('<p>Give</p>');
    expect(shown).toMatch(/^<!doctype html><html>/);
    expect(shown).not.toContain('a.example');
  },
);

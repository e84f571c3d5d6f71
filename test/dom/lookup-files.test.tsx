import { render } from 'preact';
import { expect, it, vi } from 'vitest';
import { createWords, type Translate, WordsProvider } from '#components/i18n.tsx';
import type { LookupActions, ReadFile } from '#components/lookup/actions.ts';
import { Lookup } from '#components/lookup/Lookup.tsx';
import { MAX_LOOKUP_FILES } from '#lib/core/review-limits.ts';

const told: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ');

it('says how many of the files that somebody brought were not read', async () => {
  const actions: LookupActions = {
    check: async () => ({
      ok: true,
      value: { checked: '', date: '2026-11-21', rows: [], lists: [], notes: [], left: 0, keysLeft: 0 },
    }),
    // As the reader does: an answer for each of the first, and for what is attached to it.
    read: async (files) =>
      files
        .slice(0, MAX_LOOKUP_FILES)
        .flatMap(({ name }) => [name, `${name} (1): x.txt`])
        .map((name): ReadFile => ({ name, text: 'x', problem: null, hasLines: true })),
    forms: async () => ({ encodings: [], redacted: '' }),
    cite: () => [],
    defang: (text) => text,
    copy: async () => undefined,
  };
  document.body.innerHTML = '<div id="app"></div>';
  render(
    <WordsProvider value={createWords(told, 'en')}>
      <Lookup actions={actions} />
    </WordsProvider>,
    document.getElementById('app') as HTMLElement,
  );
  const alarm = () => document.querySelector('[role="alert"]')?.textContent;
  async function bring(count: number): Promise<void> {
    const input = document.querySelector<HTMLInputElement>('#lookup-files') as HTMLInputElement;
    const files = new DataTransfer();
    for (let i = 0; i < count; i++) files.items.add(new File(['x'], `${i}.txt`));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  await bring(MAX_LOOKUP_FILES + 3);
  await vi.waitFor(() => expect(alarm()).toBe(`lookup_files_left ${MAX_LOOKUP_FILES} 3`));
  await vi.waitFor(() => expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('false'));
  await bring(2);
  await vi.waitFor(() => expect(alarm()).toBe(''));
});

import type { Checked } from '#lib/core/checked.ts';
import { MAX_ASKED_CHARS } from '#lib/core/limits.ts';
import type { Reply } from '#lib/core/lists.ts';
import { type AnswerWords, type Offered, offersOf } from './answer-words.ts';

export type Disposition = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab';

export interface OmniboxDeps {
  lookUp(text: string): Promise<Reply<Checked>>;
  words(): Promise<AnswerWords>;
  /** Says of what is typed itself. */
  setDefault(offer: Pick<Offered, 'description'>): unknown;
  open(text: string, where: Disposition): Promise<unknown>;
  /** Chromium reads descriptions as XML, Firefox as they are. */
  isXml: boolean;
}

/** Answers under the address bar, behind the keyword. What is typed there goes no further than the lookup page. */
export function createOmnibox({ lookUp, words, setDefault, open, isXml }: OmniboxDeps) {
  let newest = 0;

  return {
    async changed(typed: string, offer: (offers: Offered[]) => void): Promise<void> {
      const mine = ++newest;
      const text = asMeant(typed);
      const spoken = await words();
      const offers =
        text === ''
          ? [{ content: '', description: spoken.t('omnibox_hint') }]
          : offersOf(await lookUp(text), text, spoken);
      // The answer to fewer letters may come after that to more.
      if (mine !== newest) return;
      const [first, ...others] = offers.map(({ content, description }) => ({
        content,
        description: isXml ? escapeXml(description) : description,
      }));
      if (first) setDefault({ description: first.description });
      offer(others);
    },
    entered: (typed: string, where: Disposition): Promise<unknown> => open(asMeant(typed), where),
  };
}

/** A handle alone names no service; that of the one whose channels are listed is what it is taken for, and is shown. */
const HANDLE = /^@([a-z]\w{3,31})$/i;

function asMeant(typed: string): string {
  const text = typed.trim().slice(0, MAX_ASKED_CHARS);
  return text.replace(HANDLE, 'https://t.me/$1');
}

/** Text for an XML document; what such a document may not hold at all is left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 leaves no way to write.
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '')
      .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
  );
}

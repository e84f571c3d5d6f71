import type { LoggedAct, ReviewCase, SeenItem } from '#lib/core/review.ts';
import { caseId } from '#lib/review/case-id.ts';
import { foldCase } from '#lib/review/fold.ts';
import { ADD, decide, minute, PAGE, seen, workspace } from './review-acts.ts';

export const BOAT = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
export const EVM = '0x52908400098527886E0F7030069857D2E4169EE7';
export const DASH = 'XpESxaUmonkq8RaLLp46Brx2K39ggQe226';
export const XMR =
  '4AdUndXHHZ6cfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45DJ852K5Jv2684Rge';
/** A private key as wallets write it (WIF); of the number one, which nobody uses. */
export const WIF = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';

export function item(text: string, more: Partial<SeenItem> = {}): SeenItem {
  return {
    kind: 'address',
    text,
    chain: 'bitcoin',
    keys: [`k:${text}`],
    level: 'listed',
    subjects: ['Gaza Now'],
    lists: ['ofac-sdn'],
    ...more,
  };
}

export const ITEMS: SeenItem[] = [
  item(BOAT),
  item(EVM, { chain: 'ethereum' }),
  item(XMR, { chain: 'monero', level: 'reported', subjects: [], lists: ['community'] }),
  item(DASH, { chain: 'dash', level: 'none', subjects: [], lists: [] }),
  item('pay.masks.example', { kind: 'host', chain: null, level: 'none', subjects: [], lists: [] }),
  item('donorbox:masks', { kind: 'widget', chain: null, level: 'none', subjects: [], lists: [] }),
];

/** What lists name on a page that is no address: a page, a handle, an account at a donation service. */
export const NAMED: SeenItem[] = [
  item('t.me/masks_now', { kind: 'handle', chain: null }),
  item('masks.example/give', { kind: 'page', chain: null, level: 'none', subjects: [], lists: [] }),
  item('donorbox:masks', { kind: 'widget', chain: null }),
];

interface Story {
  url?: string;
  title?: string;
  note?: string;
  items?: SeenItem[];
  finalUrl?: string;
  /** Decisions in their order, each in view of the one before. */
  states?: Extract<LoggedAct['act'], { type: 'decide' }>['state'][];
  reviewers?: string[];
}

/** A case that one workspace brought to an end, and its lines. */
export function story({ url = PAGE, states = ['confirmed'], ...more }: Story = {}): {
  one: ReviewCase;
  lines: LoggedAct[];
} {
  const ada = workspace('a', 'Ada Lovelace');
  const draft = { case: caseId(url) };
  const id = (n: number) => ({ ...draft, id: `${draft.case}-${n}` });
  const title = more.title ?? 'Masks';
  ada.act(minute(0), { ...ADD, url, title } as typeof ADD, id(1));
  const looked = seen({ finalUrl: more.finalUrl ?? url, title, items: more.items ?? ITEMS });
  ada.act(minute(1), { type: 'seen', seen: looked }, id(2));
  ada.act(minute(2), { type: 'note', text: more.note ?? 'Same wallet as last week' }, id(3));
  ada.act(minute(3), { type: 'tag', add: ['masks'], remove: [] }, id(4));
  let last: string[] = [];
  for (const [n, state] of states.entries()) {
    const reviewer = more.reviewers?.[n] ?? 'Ada Lovelace';
    last = [
      ada.act(minute(4 + n), decide(state, last, { reason: 'listed-address' }), { ...id(5 + n), reviewer }),
    ];
  }
  const one = foldCase(ada.lines);
  if (!one) throw new Error('no case');
  return { one, lines: ada.lines };
}

import { keyOf } from '#lib/core/reason-text.ts';
import type { Act } from '#lib/core/review.ts';
import type { ReasonList } from '#lib/core/review-acts.ts';
import { inARow } from '#lib/core/sentences.ts';
import type { Words } from '../../i18n.tsx';
import { reasonText } from '../words.ts';

interface Around {
  words: Words;
  reasons: ReasonList['reasons'];
  /** Another act of the same case; `null` where it is not here. */
  actOf(id: string): Act | null;
}

/** What an act was, in a sentence. */
export function sayAct(act: Act, around: Around): string {
  const { t } = around.words;
  switch (act.type) {
    case 'add':
      return t(keyOf('overview_act_add', act.from));
    case 'seen':
      return t(act.seen.from ? 'overview_act_seen_scan' : 'overview_act_seen', [
        t(keyOf('level', act.seen.level)),
      ]);
    case 'decide': {
      const decision = sayDecision(act.state, act.reason, around);
      return act.like === undefined ? decision : t('overview_act_alike', [decision]);
    }
    case 'note':
      return act.text === '' ? t('overview_act_note_gone') : t('overview_act_note', [act.text]);
    case 'tag':
      return inARow(
        [
          ...act.add.map((tag) => t('overview_act_tag', [tag])),
          ...act.remove.map((tag) => t('overview_act_untag', [tag])),
        ],
        t,
      );
    case 'undo': {
      const undone = around.actOf(act.act);
      // One that takes back another is told as one: a sentence in a sentence in a sentence tells nothing.
      if (!undone || undone.type === 'undo') return t(undone ? 'overview_act_redo' : 'overview_act_undo');
      return t('overview_act_undo_what', [sayAct(undone, around)]);
    }
    case 'judged-again':
      return t('overview_act_again', [t(keyOf('level', act.before)), t(keyOf('level', act.after))]);
    default:
      return t('overview_act_unknown');
  }
}

function sayDecision(state: string, reason: string | null, { words, reasons }: Around): string {
  const name = words.t(keyOf('review_state', state));
  if (reason === null) return words.t('overview_act_decide', [name]);
  const known = reasons.find(({ id }) => id === reason) ?? { id: reason, label: null };
  return words.t('overview_act_decide_why', [name, reasonText(known, words)]);
}

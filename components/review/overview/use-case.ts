import { useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import type { Decision, Outcome } from '#lib/core/review-panel.ts';
import { inARow } from '#lib/core/sentences.ts';
import { useWords } from '../../i18n.tsx';
import { type Back, useActed } from '../use-acted.ts';
import { useAlike } from '../use-alike.ts';
import { nameOf } from '../words.ts';
import { writeActs } from '../write-acts.ts';
import type { PageState } from './use-page.ts';
import { linkTo, type Route } from './use-route.ts';

export type CaseState = ReturnType<typeof useCase>;

/** The case that is open, what is done with it, and the ones before and after it in the list that it was opened from. */
export function useCase(actions: PageActions, page: PageState, route: Route, found: readonly ReviewCase[]) {
  const { t, number } = useWords();
  const openId = route.part === 'case' ? route.id : null;
  const open = openId === null ? null : actions.get(openId);
  const [question, setQuestion] = useState<{ id: string; state: Decision } | null>(null);
  const [goesOn, setGoesOn] = useState(true);
  const acted = useActed();
  const { alike, offer, withdraw } = useAlike(actions);
  const working = useRef(false);
  /** The list stays as it was while its cases are gone through: what is decided may leave it, or move. */
  const order = useRef<readonly string[]>([]);
  const isOfAll = useRef(false);
  // What was opened from the first rows goes on into the whole list.
  if (openId === null || !order.current.includes(openId) || !isOfAll.current) {
    order.current = found.map(({ id }) => id);
    isOfAll.current = actions.isWhole();
  }

  const show = (id: string) => {
    location.hash = linkTo({ part: 'case', id });
  };

  function go(step: 1 | -1, before = ''): void {
    const ids = order.current.filter((id) => id === openId || actions.get(id) !== null);
    const id =
      openId === null && step < 0 ? undefined : ids[openId === null ? 0 : ids.indexOf(openId) + step];
    page.say(inARow([before, id === undefined ? t(step > 0 ? 'overview_last' : 'overview_first') : ''], t));
    if (id !== undefined) show(id);
  }

  function ask(state: Decision | null): void {
    const problem = state && open && actions.refusal(open);
    if (problem) page.tell(problem);
    else setQuestion(state && open && { id: open.id, state });
  }

  /** One act at a time: a key that is pressed twice is meant once. */
  async function alone(work: () => Promise<void>): Promise<void> {
    if (working.current) return;
    working.current = true;
    await work().finally(() => {
      working.current = false;
    });
  }

  async function decide(one: ReviewCase, state: Decision, reason: string | null): Promise<void> {
    let told = '';
    const isKept = await page.run(
      () => actions.decide(one, state, reason),
      (kept) => {
        const sentences = [t('review_decided', [t(keyOf('review_state', state)), nameOf(one)])];
        if (kept !== 'nothing' && kept !== 'as-it-was') sentences.push(t(keyOf('review_kept', kept)));
        if (kept !== 'as-it-was') acted.add(one.id);
        const offered = offer(one.id, state);
        if (offered) sentences.push(t('review_alike_title', [number(offered.cases.length)]));
        told = inARow(sentences, t);
        return told;
      },
    );
    setQuestion(null);
    if (!isKept) return;
    if (goesOn && state !== 'in-review') go(1, told);
  }

  async function decideAlike(): Promise<void> {
    if (!alike) return page.say(t('review_alike_none'));
    let told = '';
    let done: readonly string[] = [];
    const isKept = await page.run(
      () => actions.decideAlike(alike),
      (ids) => {
        done = ids;
        told = t('review_alike_done', [number(ids.length)]);
        return told;
      },
    );
    if (!isKept) return;
    withdraw();
    if (done.length > 0) acted.add(...done);
    if (goesOn && openId !== null && done.includes(openId)) go(1, told);
  }

  async function takeBack(how: Back): Promise<void> {
    let lot: readonly string[] = [];
    await page.run(
      () => acted.takeBack(how, openId, actions[how]),
      (done) => {
        if (!done) return t(keyOf('review_problem_nothing_to', how));
        lot = done.lot;
        if (lot.length > 1) return t(keyOf('review_alike_done', how), [number(done.touched.length)]);
        const one = actions.get(lot[0] ?? '');
        return t(keyOf('review_done', how), [one ? nameOf(one) : '']);
      },
    );
    const [id] = lot;
    if (id === undefined) return;
    withdraw();
    if (lot.length === 1 && id !== openId) show(id);
  }

  function write(
    id: string,
    work: () => Promise<Outcome<boolean>>,
    tell: (isNew: boolean) => string,
  ): Promise<boolean> {
    return page.run(work, (isNew) => {
      if (isNew) acted.add(id);
      return tell(isNew);
    });
  }

  return {
    open,
    /** The decision whose reason is asked for; of a case that was left, nothing is. */
    asking: question && question.id === openId ? question.state : null,
    goesOn,
    setGoesOn,
    next: () => go(1),
    previous: () => go(-1),
    leave: () => {
      location.hash = linkTo({ part: 'cases' });
    },
    ask,
    decide: (one: ReviewCase, state: Decision, reason: string | null) =>
      alone(() => decide(one, state, reason)),
    alike,
    decideAlike: () => alone(decideAlike),
    leaveAlike: withdraw,
    undo: () => alone(() => takeBack('undo')),
    redo: () => alone(() => takeBack('redo')),
    ...writeActs(actions, t, write),
  };
}

import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { PageMap } from '#lib/core/page-map.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Report, ReportPlace } from '#lib/core/report.ts';
import type { Origin, ReviewCase } from '#lib/core/review.ts';
import type { ReviewProblem } from '#lib/core/review-acts.ts';
import type { IntakeRow } from '#lib/core/review-intake.ts';
import type { Cover, Decision, KeptWith, Outcome, PanelActions, Unopened } from '#lib/core/review-panel.ts';
import { useWords } from '../i18n.tsx';
import { placesOf } from './places.ts';
import { type Back, useActed } from './use-acted.ts';
import { useAlike } from './use-alike.ts';
import { nameOf } from './words.ts';
import { writeActs } from './write-acts.ts';

/** The page of the open case, in the tab beside. */
export type PageState =
  | { state: 'loading' }
  | { state: 'shown'; report: Report; map: PageMap | null }
  | { state: 'failed'; why: Unopened };

/** An act that may not have been kept, and how to try it again. */
export interface Trouble {
  problem: ReviewProblem;
  again: (() => Promise<Outcome>) | null;
}

export type PanelState = ReturnType<typeof usePanel>;

/** What is told of a decision that was kept with less than what is on the screen. */
const LACKING: readonly KeptWith[] = ['one-picture', 'no-pictures', 'no-page', 'late'];

/** What is open, what was said last, and everything that a person can do. One act at a time. */
export function usePanel(actions: PanelActions) {
  const { t, number } = useWords();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => actions.subscribe(() => redraw(undefined)), [actions]);

  const [openId, setOpenId] = useState<string | null>(null);
  const [page, setPage] = useState<PageState>({ state: 'loading' });
  const [said, setSaid] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Decision | null>(null);
  const [cover, setCover] = useState<Cover | null>(actions.covered());
  const [goesOn, setGoesOn] = useState(true);
  /** Cases that were open before this one, the last at the end. */
  const trail = useRef<string[]>([]);
  /** Every case that was open: what was passed over does not come again before the others. */
  const passed = useRef(new Set<string>());
  const acted = useActed();
  const { alike, offer, withdraw } = useAlike(actions);
  /** Which opening is the newest: of those before it, nothing is shown any more. */
  const turn = useRef(0);
  const finding = useRef(-1);
  const working = useRef(false);

  const open = openId === null ? null : actions.get(openId);

  /** Runs one act, tells what went wrong, and answers what it came to where it went well. */
  async function run<T>(work: () => Promise<Outcome<T>>, atOnce = false): Promise<{ value: T } | null> {
    if (working.current && !atOnce) return null;
    if (!atOnce) {
      working.current = true;
      setBusy(true);
    }
    const outcome = await work().catch((): Outcome<T> => ({ ok: false, problem: 'storage', again: null }));
    if (!atOnce) {
      working.current = false;
      setBusy(false);
    }
    if (outcome.ok) return { value: outcome.value };
    setTrouble({ problem: outcome.problem, again: outcome.again });
    return null;
  }

  async function show(id: string, before: readonly string[] = [], isBack = false): Promise<void> {
    const one = actions.get(id);
    if (!one) return leave(before);
    if (openId !== null && openId !== id && !isBack) trail.current.push(openId);
    turn.current++;
    const own = turn.current;
    passed.current.add(id);
    setOpenId(id);
    setAsking(null);
    finding.current = -1;
    setPage({ state: 'loading' });
    const opening = [...before, t('review_opening', [nameOf(one)])];
    setSaid(opening);
    // What an act said meanwhile stays, with this after it.
    const sayOpened = (...told: string[]) =>
      setSaid((now) => (now === opening ? [...before, ...told] : [...now, ...told]));
    const opened = await actions.open(one).catch(() => ({ ok: false as const, why: 'unreadable' as const }));
    if (own !== turn.current) return;
    setCover(actions.covered());
    if (!opened.ok) {
      setPage({ state: 'failed', why: opened.why });
      return sayOpened(t(keyOf('review_unopened', opened.why)));
    }
    const { report } = opened;
    setPage({ state: 'shown', report, map: null });
    const found = placesOf(report).length;
    sayOpened(nameOf(one), t(keyOf('level', report.level)), t('review_places', [number(found)]));
    await run(() => actions.see(id, report), true);
    const map = await actions.locate(placesOf(report)).catch(() => null);
    if (own === turn.current) setPage({ state: 'shown', report, map });
  }

  function leave(before: readonly string[] = []): void {
    turn.current++;
    setOpenId(null);
    setAsking(null);
    setSaid([...before]);
  }

  async function next(before: readonly string[] = []): Promise<void> {
    const following = actions.next(openId, passed.current);
    if (following) return show(following.id, before);
    leave([...before, t('review_none_waiting')]);
  }

  function ask(state: Decision | null): void {
    const problem = state && open && actions.refusal(open);
    if (problem) setTrouble({ problem, again: null });
    else setAsking(state);
  }

  function previous(): void {
    const id = trail.current.pop();
    if (id === undefined) setSaid([t('review_no_previous')]);
    else show(id, [], true);
  }

  async function decide(one: ReviewCase, state: Decision, reason: string | null): Promise<void> {
    const pageUrl = page.state === 'shown' ? page.report.url : null;
    // Another act is not done yet: the question stays. So does one that is asked while this is being done.
    if (working.current) return;
    const kept = await run(() => actions.decide(one, state, reason, pageUrl));
    setAsking((now) => (now === state ? null : now));
    if (!kept) return;
    if (kept.value !== 'as-it-was') acted.add(one.id);
    setTrouble(null);
    const told = [t('review_decided', [t(keyOf('review_state', state)), nameOf(one)])];
    if (LACKING.includes(kept.value)) told.push(t(keyOf('review_kept', kept.value)));
    const offered = offer(one.id, state);
    if (offered) told.push(t('review_alike_title', [number(offered.cases.length)]));
    if (goesOn && state !== 'in-review') await next(told);
    else setSaid(told);
  }

  async function decideAlike(): Promise<void> {
    if (!alike) return setSaid([t('review_alike_none')]);
    const kept = await run(() => actions.decideAlike(alike));
    if (!kept) return;
    withdraw();
    setTrouble(null);
    if (kept.value.length > 0) acted.add(...kept.value);
    const told = [t('review_alike_done', [number(kept.value.length)])];
    if (goesOn && openId !== null && kept.value.includes(openId)) await next(told);
    else setSaid(told);
  }

  /** The last act of this panel, whatever is open; after a new start, the last one of the open case. */
  async function takeBack(how: Back): Promise<void> {
    const done = await run(() => acted.takeBack(how, openId, actions[how]));
    if (!done) return;
    if (!done.value) return setSaid([t(keyOf('review_problem_nothing_to', how))]);
    const { lot, touched } = done.value;
    withdraw();
    setTrouble(null);
    if (lot.length > 1) return setSaid([t(keyOf('review_alike_done', how), [number(touched.length)])]);
    const [id = ''] = lot;
    const one = actions.get(id);
    const told = [t(keyOf('review_done', how), [one ? nameOf(one) : ''])];
    if (one && id !== openId) await show(id, told);
    else if (!one && id === openId) leave(told);
    else setSaid(told);
  }

  async function write(
    id: string,
    work: () => Promise<Outcome<boolean>>,
    tell: (isNew: boolean) => string,
  ): Promise<boolean> {
    // Leaving a note and pressing a button come at once: the one must not swallow the other.
    const kept = await run(work, true);
    if (!kept) return false;
    if (kept.value) acted.add(id);
    setSaid([tell(kept.value)]);
    return true;
  }

  function jump(step: 1 | -1): void {
    const places = page.state === 'shown' ? placesOf(page.report) : [];
    if (places.length === 0) {
      setSaid([t('review_places', [number(0)])]);
      return;
    }
    const from = finding.current < 0 && step < 0 ? 0 : finding.current;
    finding.current = (from + step + places.length) % places.length;
    const place = places[finding.current];
    if (place) actions.reveal(place);
    setSaid([t('review_at_place', [number(finding.current + 1), number(places.length)])]);
  }

  async function lay(how: Cover): Promise<void> {
    const wanted = cover === how ? null : how;
    setCover(wanted);
    const done = await actions.cover(wanted).catch(() => false);
    setSaid([
      t(!done ? 'review_cover_failed' : wanted ? keyOf('review_covered', wanted) : 'review_uncovered'),
    ]);
  }

  async function keepPage(): Promise<void> {
    if (page.state !== 'shown') return;
    const isThere = await actions.keepPage(page.report.url).catch(() => null);
    setSaid([
      t(isThere === null ? 'evidence_keep_failed' : isThere ? 'evidence_keeping' : 'bundle_problem_gone'),
    ]);
  }

  async function addPage(): Promise<void> {
    const brought = await actions.bringPage();
    if (brought.id !== null) return show(brought.id);
    if (!brought.ok) return setSaid([t(keyOf('intake_problem', brought.problem))]);
    const [row] = brought.intake.rows;
    const [refusal] = brought.intake.refusals;
    if (refusal) return setSaid([t(keyOf('intake_refused', refusal.reason))]);
    const added = row ? await run(() => actions.add([row], 'page')) : null;
    const id = added?.value[0];
    if (!id) return;
    acted.add(id);
    await show(id, [t('review_added', [number(1)])]);
  }

  async function add(rows: readonly IntakeRow[], from: Origin): Promise<boolean> {
    const added = await run(() => actions.add(rows, from));
    if (added) setSaid([t('review_added', [number(added.value.length)])]);
    return added !== null;
  }

  async function again(): Promise<void> {
    const retry = trouble?.again;
    if (!retry) return;
    setTrouble(null);
    if (await run(retry)) setSaid([t('review_again_done')]);
  }

  return {
    open,
    page,
    said,
    trouble,
    isBusy,
    asking,
    cover,
    goesOn,
    show,
    reload: () => openId !== null && show(openId),
    leave: () => leave(),
    next: () => next(),
    previous,
    ask,
    decide,
    alike,
    decideAlike,
    leaveAlike: withdraw,
    undo: () => takeBack('undo'),
    redo: () => takeBack('redo'),
    ...writeActs(actions, t, write),
    jump,
    reveal: (place: ReportPlace) => actions.reveal(place),
    lay,
    keepPage,
    addPage,
    add,
    again,
    dismissTrouble: () => setTrouble(null),
    setGoesOn,
    async allow() {
      if (await actions.allow().catch(() => false)) await (openId === null ? undefined : show(openId));
    },
    async choose(change: Parameters<PanelActions['setChoices']>[0]) {
      await run(() => actions.setChoices(change), true);
    },
  };
}

import { type Finding, LEVELS, type Level } from './report.ts';

/** Negative when `a` is worse than `b`: sorts worst first. */
export function bySeverity(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** The worst of the levels; `none` for no levels. */
export function worst(levels: Iterable<Level>): Level {
  let result: Level = 'none';
  for (const level of levels) if (bySeverity(level, result) < 0) result = level;
  return result;
}

/** What a finding adds to the level of its page: what stands aside, a reason to look twice. */
export function weightOf({ level, aside }: Pick<Finding, 'level' | 'aside'>): Level {
  return aside && bySeverity(level, 'caution') < 0 ? 'caution' : level;
}

import * as v from 'valibot';
import { MAX_LISTS, MAX_NAME_CHARS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { POLICY_PROBLEMS, type PolicyProblem, type PolicyProblemCode } from '#lib/core/problems.ts';
import { fail } from '#lib/core/result.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
import { clean } from './formats/clean.ts';
import type { Subscriptions } from './subscriptions.ts';

/**
 * What an organisation lays down for its people through the browser's `storage.managed` (docs/POLICY.md). The names
 * are those of public/managed-schema.json.
 */
export interface Policy {
  /** Lists that everybody gets; they cannot be removed. */
  lists: ManagedList[];
  /** Whether lists are in use, by the id of the subscription. */
  states: ManagedState[];
  /** Whether people may add lists of their own. */
  usersMayAddLists: boolean;
}

export interface ManagedList {
  url: string;
  /** Whether it also cannot be switched off. */
  locked: boolean;
}

export interface ManagedState {
  id: string;
  on: boolean;
  /** Whether people cannot change it. Otherwise it is where they begin. */
  locked: boolean;
}

/** A policy with what is wrong with the parts of it that are left out. */
export interface ReadPolicy {
  policy: Policy;
  problems: PolicyProblem[];
}

export const NO_POLICY: Policy = { lists: [], states: [], usersMayAddLists: true };

const PREFIX = 'policy:';

const ManagedListItem = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(MAX_URL_CHARS), v.check(isFeedUrl)),
  locked: v.optional(v.boolean(), true),
});
const ManagedStateItem = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_URL_CHARS)),
  on: v.boolean(),
  locked: v.optional(v.boolean(), true),
});

/** What is wrong where one of the checks above fails, by valibot's name of the check. */
const FAULTS: Record<string, PolicyProblemCode> = {
  string: 'not-text',
  boolean: 'not-true-or-false',
  check: 'bad-url',
  max_length: 'too-long',
  min_length: 'empty',
};

/** Reads a policy part by part: what is wrong in one place does not cost the rest. Never throws. */
export function readPolicy(raw: unknown): ReadPolicy {
  const problems: PolicyProblem[] = [];
  if (typeof raw !== 'object' || raw === null) return { policy: NO_POLICY, problems };
  const { lists, states, usersMayAddLists, ...others } = raw as Record<string, unknown>;

  function items<T>(where: string, value: unknown, schema: v.GenericSchema<unknown, T>): T[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      problems.push({ code: 'not-a-list', params: { where, type: typeOf(value) } });
      return [];
    }
    if (value.length > MAX_LISTS) {
      problems.push({ code: 'too-many', params: { where, limit: String(MAX_LISTS) } });
    }
    return value.slice(0, MAX_LISTS).flatMap((item, index) => {
      const read = v.safeParse(schema, item);
      if (read.success) return [read.output];
      problems.push(problemOfItem(`${where}[${index}]`, read.issues[0]));
      return [];
    });
  }

  const policy: Policy = {
    lists: items('lists', lists, ManagedListItem),
    states: items('states', states, ManagedStateItem),
    usersMayAddLists: usersMayAddLists !== false,
  };
  if (usersMayAddLists !== undefined && typeof usersMayAddLists !== 'boolean') {
    const part = 'usersMayAddLists';
    problems.push({
      code: 'not-true-or-false',
      params: { where: part, type: typeOf(usersMayAddLists), part },
    });
  }
  for (const name of Object.keys(others).map(shownOf)) {
    problems.push({ code: 'unknown-name', params: { where: name, part: name } });
  }
  return { policy, problems };
}

function problemOfItem(part: string, issue: v.BaseIssue<unknown>): PolicyProblem {
  const where = shownOf([part, ...(issue.path ?? []).map(({ key }) => String(key))].join('.'));
  const known: Record<string, string> = {
    where,
    part,
    type: typeOf(issue.input),
    limit: String(MAX_URL_CHARS),
  };
  const code = FAULTS[issue.type] ?? faultOfItem(issue);
  const params = Object.fromEntries(POLICY_PROBLEMS[code].map((name) => [name, known[name] ?? '']));
  return { code, params };
}

/** Of an item as a whole, a name that it lacks, or one that it should not have. */
function faultOfItem({ path, expected }: v.BaseIssue<unknown>): PolicyProblemCode {
  if (!path) return 'not-an-item';
  return expected === 'never' ? 'unknown-name' : 'missing';
}

/** JSON's word for a kind of value. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** What a policy says, as it may stand inside a sentence. */
export function shownOf(text: string): string {
  return clean(text).slice(0, MAX_NAME_CHARS);
}

/** Id of the subscription to a list of the policy. */
export function managedRecordId(url: string): string {
  return PREFIX + new URL(url).href;
}

export function isManagedRecord(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Whether the policy decides if this list is in use. */
export function isLocked(id: string, { lists, states }: Policy): boolean {
  return (
    states.some((state) => state.id === id && state.locked) ||
    lists.some(({ url, locked }) => locked && managedRecordId(url) === id)
  );
}

/** Subscriptions as people may change them under a policy. */
export function governed(subscriptions: Subscriptions, policy: () => Promise<Policy>): Subscriptions {
  const refused = () => fail('managed', 'A policy of the browser does not allow it.');
  const mayAdd = async () => (await policy()).usersMayAddLists;
  const isSet = async (id: string) => isLocked(id, await policy());
  return {
    ...subscriptions,
    add: async (url) => ((await mayAdd()) ? subscriptions.add(url) : refused()),
    importFile: async (name, bytes) => ((await mayAdd()) ? subscriptions.importFile(name, bytes) : refused()),
    subscribe: async (offer) => ((await mayAdd()) ? subscriptions.subscribe(offer) : refused()),
    takeSaved: async (lists) => {
      const laidDown = await policy();
      const mayBeAdded = laidDown.usersMayAddLists;
      return subscriptions.takeSaved(lists, { mayAdd: mayBeAdded, isLocked: (id) => isLocked(id, laidDown) });
    },
    setEnabled: async (id, on) => ((await isSet(id)) ? refused() : subscriptions.setEnabled(id, on)),
    remove: async (id) => (isManagedRecord(id) || (await isSet(id)) ? refused() : subscriptions.remove(id)),
  };
}

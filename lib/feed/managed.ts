import * as v from 'valibot';
import { MAX_LISTS, MAX_URL_CHARS } from '#lib/core/limits.ts';
import { fail } from '#lib/core/result.ts';
import { isFeedUrl } from '#lib/core/web-url.ts';
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
  problems: string[];
}

export const NO_POLICY: Policy = { lists: [], states: [], usersMayAddLists: true };

const PREFIX = 'policy:';

const ManagedListItem = v.strictObject({
  url: v.pipe(v.string(), v.maxLength(MAX_URL_CHARS), v.check(isFeedUrl, 'a list needs an https:// address')),
  locked: v.optional(v.boolean(), true),
});
const ManagedStateItem = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_URL_CHARS)),
  on: v.boolean(),
  locked: v.optional(v.boolean(), true),
});

/** Reads a policy part by part: what is wrong in one place does not cost the rest. Never throws. */
export function readPolicy(raw: unknown): ReadPolicy {
  const problems: string[] = [];
  if (typeof raw !== 'object' || raw === null) return { policy: NO_POLICY, problems };
  const { lists, states, usersMayAddLists, ...others } = raw as Record<string, unknown>;

  function items<T>(name: string, value: unknown, schema: v.GenericSchema<unknown, T>): T[] {
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      problems.push(`"${name}" has to be a list. It is left out.`);
      return [];
    }
    if (value.length > MAX_LISTS)
      problems.push(`"${name}" has more than ${MAX_LISTS} items. The rest is left out.`);
    return value.slice(0, MAX_LISTS).flatMap((item, index) => {
      const read = v.safeParse(schema, item);
      if (read.success) return [read.output];
      const [issue] = read.issues;
      const path = [`${name}[${index}]`, ...(issue.path ?? []).map(({ key }) => String(key))].join('.');
      problems.push(`"${path}": ${issue.message}. This item is left out.`);
      return [];
    });
  }

  const policy: Policy = {
    lists: items('lists', lists, ManagedListItem),
    states: items('states', states, ManagedStateItem),
    usersMayAddLists: usersMayAddLists !== false,
  };
  if (usersMayAddLists !== undefined && typeof usersMayAddLists !== 'boolean') {
    problems.push('"usersMayAddLists" has to be true or false. It is left out.');
  }
  for (const name of Object.keys(others)) problems.push(`"${name}" is no part of a policy. It is left out.`);
  return { policy, problems };
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

import { MAX_WIDGET_ACCOUNT_CHARS } from '#lib/core/limits.ts';
import { fail, ok, type Result } from '#lib/core/result.ts';
import { RULES } from './registry.ts';
import type { Rule } from './rule.ts';

/** A receiving account at a widget provider. */
export interface WidgetAccount {
  provider: string;
  /** In the one spelling that its key has. */
  account: string;
  key: string;
}

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The key that an account is looked up under: `widget:provider:account`. */
export function accountKey(provider: string, account: string): string {
  return `widget:${provider}:${account}`;
}

/** The account in the one spelling of its provider; `null` for what cannot be one. */
export function normaliseAccount(rule: Rule, account: string): string | null {
  let text = account.trim();
  for (const prefix of rule.strip ?? []) if (text.startsWith(prefix)) text = text.slice(prefix.length);
  text = text.replace(/\/+$/, '');
  if (rule.caseless) text = text.toLowerCase();
  const isOne = text.length > 0 && text.length <= MAX_WIDGET_ACCOUNT_CHARS && !/[\p{C}\p{Z}]/u.test(text);
  return isOne ? text : null;
}

/** Reads what a list says of a widget account: `nowpayments:API-KEY-OR-USER`. */
export function parseWidgetAccount(value: string): Result<WidgetAccount, 'no-account' | 'unknown-provider'> {
  const colon = value.indexOf(':');
  const provider = value.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const rule = BY_ID.get(provider);
  if (colon > 0 && !rule) {
    return fail(
      'unknown-provider',
      `"${provider}" is no widget provider that is known; see lib/detect/widgets`,
    );
  }
  const account = rule ? normaliseAccount(rule, value.slice(colon + 1)) : null;
  if (account === null) return fail('no-account', `"${value}" is not of the form provider:account`);
  return ok({ provider, account, key: accountKey(provider, account) });
}

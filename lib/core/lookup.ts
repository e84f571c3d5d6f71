/** Messages as a browser's `_locales` file holds them. */
export type MessagesFile = Record<string, { message: string }>;

/** By position (`$1`) or by name (`{subject}`), with a count where there are plural forms. */
type LookupValues = [params?: string[] | Record<string, string>, count?: number];

export type Lookup = (key: string, ...values: LookupValues) => string;

/**
 * Looks messages up in a language that is not the browser's, as `@wxt-dev/i18n` does in the browser's own
 * (docs/adr/013-language.md). What the file lacks comes from `otherwise`.
 */
export function createLookup(messages: MessagesFile, otherwise: Lookup): Lookup {
  return (key, params, count) => {
    const message = messages[key]?.message;
    return message === undefined ? otherwise(key, params, count) : fill(message, params, count);
  };
}

/** A message as it is written, with its values in it. */
export function fill(message: string, ...[params, count]: LookupValues): string {
  const text = count === undefined ? message : formFor(message, count);
  if (params && !Array.isArray(params)) {
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => params[name] ?? whole);
  }
  const values = params ?? (count === undefined ? [] : [String(count)]);
  return text.replace(/\$(\$|[1-9])/g, (_, what: string) =>
    what === '$' ? '$' : (values[Number(what) - 1] ?? ''),
  );
}

/** One form, one and many, or none, one and many. */
function formFor(message: string, count: number): string {
  const forms = message.split(' | ');
  const index = forms.length === 3 ? Math.min(count, 2) : count === 1 ? 0 : 1;
  return forms[index] ?? forms[0] ?? '';
}

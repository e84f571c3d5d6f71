import { fail } from '#lib/core/result.ts';
import { Displaced, type Staging } from '#lib/watchlist/staging.ts';
import { type Body, FeedFault } from './body.ts';

/** What the log says of a list that became another one meanwhile. */
export const SUPERSEDED = 'The list changed while it was refreshed. Try again.';

/** The same body, of which more is asked for when what was made of the rest is stored. Throws a `FeedFault`. */
export async function* staged(body: Body, staging: Staging | null): Body {
  for await (const chunk of body) {
    yield chunk;
    await staging?.settled().catch(refusedToStore);
  }
}

/** Throws what storage says as a `FeedFault`. */
export function refusedToStore(error: unknown): never {
  const { code, message } = storageProblem(error).error;
  throw new FeedFault(code, message);
}

export function storageProblem(error: unknown) {
  if (error instanceof Displaced) return fail('superseded', SUPERSEDED);
  return fail('storage', `The browser refused to store the list (${String(error)}). The old version stays.`);
}

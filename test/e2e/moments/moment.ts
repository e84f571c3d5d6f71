import type { Driver, DriverPage, Size } from '../../../scripts/browser/driver.ts';
import type { BrowserName } from '../../../scripts/browser/find.ts';
import { until } from '../harness.ts';

/** A moment of a person's, as a picture shows it. */
export interface Moment {
  /** Name of the picture's file. */
  id: string;
  title: string;
  /** The end-to-end test that holds it, below test/e2e. */
  test: string;
  /** Rows that a list of the person's own has meanwhile. */
  list?: string;
  /** Days after that of the lists; otherwise it is that day. */
  daysLater?: number;
  /** The one browser that can be brought there. */
  only?: BrowserName;
  /** In the extension as the stores get it, which nobody has allowed anything yet. */
  store?: true;
  /** Brings the browser there; throws where it does not come to it. */
  reach(reached: Reached): Promise<DriverPage>;
}

export interface Reached {
  driver: Driver;
  /** A page of the demo town, once it is judged. */
  open(url: string, size?: Size): Promise<DriverPage>;
  /** The popup of that page, once it tells this. */
  popup(page: DriverPage, wanted: string): Promise<DriverPage>;
  /** A page of the extension's own, once it tells this. */
  own(path: string, wanted: string, size: Size): Promise<DriverPage>;
}

/** Waits for it; throws where it does not come to it. */
export async function come<T>(get: () => Promise<T>, wished: (value: T) => boolean): Promise<T> {
  const value = await until(get, wished);
  if (!wished(value)) throw new Error(`It did not come to it: ${JSON.stringify(value)}`);
  return value;
}

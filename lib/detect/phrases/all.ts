import type { IndicatorCode } from '../indicators.ts';
import ar from './ar.json' with { type: 'json' };
import bn from './bn.json' with { type: 'json' };
import cs from './cs.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import el from './el.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import fa from './fa.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import he from './he.json' with { type: 'json' };
import hi from './hi.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import id from './id.json' with { type: 'json' };
import it from './it.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import kk from './kk.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import ms from './ms.json' with { type: 'json' };
import nl from './nl.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import ps from './ps.json' with { type: 'json' };
import pt from './pt.json' with { type: 'json' };
import ro from './ro.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import so from './so.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };
import sw from './sw.json' with { type: 'json' };
import tg from './tg.json' with { type: 'json' };
import th from './th.json' with { type: 'json' };
import tl from './tl.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };
import uk from './uk.json' with { type: 'json' };
import ur from './ur.json' with { type: 'json' };
import uz from './uz.json' with { type: 'json' };
import vi from './vi.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

/** What one language says; one file a language. How phrases are compared stands in phrase-match.ts. */
export interface Language {
  /** An appeal for money, or for coins. */
  asks: string[];
  /** Phrases with the same words that ask for nothing: "organ donation". They are cut out first. */
  not: string[];
  /** Wallet, coin and the like: words that stand beside an address. */
  wallet?: string[];
  /** Words of court filings and sanctions notices. */
  court?: string[];
  /** Instructions to hide, by what they tell to use or do. */
  hides?: Partial<Record<IndicatorCode, string[]>>;
  /** Phrases with the same words that tell not to hide; they are cut out first. */
  open?: string[];
}

const BY_CODE = {
  ar,
  bn,
  cs,
  de,
  el,
  en,
  es,
  fa,
  fr,
  he,
  hi,
  hu,
  id,
  it,
  ja,
  kk,
  ko,
  ms,
  nl,
  pl,
  ps,
  pt,
  ro,
  ru,
  so,
  sv,
  sw,
  tg,
  th,
  tl,
  tr,
  uk,
  ur,
  uz,
  vi,
  zh,
} as const satisfies Record<string, Language>;

/** BCP 47 codes of the languages that are known. */
export const LANGUAGE_CODES: readonly string[] = Object.keys(BY_CODE);

export const LANGUAGES: readonly Language[] = Object.values(BY_CODE);

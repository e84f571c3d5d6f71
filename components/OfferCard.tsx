import { licenceText, titleText } from '#lib/core/list-words.ts';
import type { OfferView } from '#lib/core/lists.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import { Fact } from './Fact.tsx';
import { useWords } from './i18n.tsx';
import { SourceLink } from './SourceLink.tsx';

interface Props {
  offer: OfferView;
  busy: boolean;
  /** Absent where an organisation decides which lists there are. */
  onTake: ((offer: OfferView) => void) | null;
}

/** A list that can be switched on. The button stands below the licence, so that nobody takes it unseen. */
export function OfferCard({ offer, busy, onTake }: Props) {
  const { t } = useWords();
  const title = titleText(offer.title, t);
  return (
    <details class="card offer">
      <summary>
        <bdi>{title}</bdi> <bdi class="soft">{offer.publisher}</bdi>
      </summary>
      <p>{t(keyOf('covers', offer.covers))}</p>
      <dl class="facts">
        <Fact name="publisher">{offer.publisher}</Fact>
        <Fact name="licence">{licenceText(offer.licence, t)}</Fact>
        <Fact name="homepage">
          <SourceLink href={offer.homepage}>{offer.homepage}</SourceLink>
        </Fact>
        <Fact name="address">{offer.url}</Fact>
      </dl>
      {onTake && (
        <p class="buttons">
          <button
            type="button"
            disabled={busy}
            aria-label={t('offer_take_label', [title])}
            onClick={() => onTake(offer)}
          >
            {t('offer_take')}
          </button>
        </p>
      )}
    </details>
  );
}

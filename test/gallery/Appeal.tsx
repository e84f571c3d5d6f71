import { DEMO_ADDRESS } from '#components/Demo.tsx';
import { useWords } from '#components/i18n.tsx';

/** Where each stands in the appeal, by the id of its element. */
export const ADDRESSES = {
  listed: DEMO_ADDRESS,
  link: DEMO_ADDRESS,
  field: 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW',
  derived: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  code: 'TXEsK1sEsKjZ1xtHitnyAAoqw3WLdYdRNW',
  like: '0x5aAeb61D0b4a3F6e8C95E1f7D2A64B0c7f1BeAed',
  own: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  quoted: DEMO_ADDRESS,
} as const;

/** A square in black and white: nobody reads it here. */
const CODE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#fff" d="M0 0h8v8H0z"/><path d="M1 1h2v2H1zM5 1h2v2H5zM1 5h2v2H1zM4 4h1v1H4zM6 5h1v1H6zM5 6h1v1H5z"/></svg>',
)}`;

/** A page of somebody else's, with an address in each of the places where a mark can stand. */
export function Appeal({ hasHeader = false }: { hasHeader?: boolean }) {
  const { t } = useWords();
  return (
    <>
      {hasHeader && (
        <header
          style={{ position: 'sticky', insetBlockStart: 0, background: 'var(--surface)', padding: '16px' }}
        >
          {t('demo_charity')}
        </header>
      )}
      <main>
        <article class="appeal">
          <header>
            <h1>{t('demo_charity')}</h1>
            <p>{t('demo_charity_lead')}</p>
          </header>
          <p>{t('demo_charity_text')}</p>
          <h2>{t('demo_donate')}</h2>
          <p>{t('demo_send')}</p>
          <p>
            <code id="listed" dir="ltr">
              {ADDRESSES.listed}
            </code>
          </p>
          <p>
            <a id="link" href={`bitcoin:${ADDRESSES.link}`}>
              {t('demo_wallet')}
            </a>
          </p>
          <p>
            <input
              id="field"
              type="url"
              dir="ltr"
              readOnly
              value={ADDRESSES.field}
              aria-label={t('chain_tron')}
            />
          </p>
          <p>
            <code id="derived" dir="ltr">
              {ADDRESSES.derived}
            </code>
          </p>
          <p>
            <img id="code" src={CODE} alt={t('chain_tron')} width="120" height="120" />
          </p>
          <p>
            <code id="like" dir="ltr">
              {ADDRESSES.like}
            </code>
          </p>
          <p>
            <code id="own" dir="ltr">
              {ADDRESSES.own}
            </code>
          </p>
          <blockquote>
            <code id="quoted" dir="ltr">
              {ADDRESSES.quoted}
            </code>
          </blockquote>
        </article>
      </main>
    </>
  );
}

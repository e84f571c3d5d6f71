import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWords } from '../i18n.tsx';
import { KEYS, type KeyAct, MORE_REASONS } from './keys.ts';
import { wordOf } from './words.ts';

interface Props {
  keys: boolean;
  /** What is not to be done here. */
  without?: readonly KeyAct[];
  onKeys(on: boolean): void;
  onClose(): void;
}

/** All keys, and the switch that ends them: single letters get in the way of some people's ways to write. */
export function Keys({ keys, without, onKeys, onClose }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{t('review_key_keys')}</h2>
      <label class="switch">
        <input
          type="checkbox"
          checked={keys}
          onChange={({ currentTarget }) => onKeys(currentTarget.checked)}
        />
        {t('review_keys_on')}
      </label>
      <p class="soft">{t('review_keys_hint')}</p>
      <table>
        <tbody>
          {KEYS.filter(({ act }) => !without?.includes(act)).map(({ act, key }) => (
            <tr key={act}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{t(wordOf(act))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <kbd>1</kbd>–<kbd>9</kbd>
            </th>
            <td>{t('review_keys_reasons')}</td>
          </tr>
          <tr>
            <th scope="row">
              <kbd>{MORE_REASONS}</kbd>
            </th>
            <td>{t('review_more_reasons')}</td>
          </tr>
        </tbody>
      </table>
      <button type="button" onClick={() => dialog.current?.close()}>
        {t('review_close')}
      </button>
    </dialog>
  );
}

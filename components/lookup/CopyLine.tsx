import { useState } from 'preact/hooks';
import { useWords } from '../i18n.tsx';

interface Props {
  text: string;
  /** What it is, for who cannot see where the button stands. */
  name: string;
  onCopy(text: string): Promise<void>;
}

/** A text that can be copied; whether it was is said beside it. */
export function CopyLine({ text, name, onCopy }: Props) {
  const { t } = useWords();
  const [state, setState] = useState<'' | 'lookup_copied' | 'lookup_copy_failed'>('');
  return (
    <div class="copy-line">
      <pre dir="auto">{text}</pre>
      <button
        type="button"
        aria-label={t('labelled', [t('lookup_copy'), name])}
        onClick={() =>
          onCopy(text).then(
            () => setState('lookup_copied'),
            () => setState('lookup_copy_failed'),
          )
        }
      >
        {t('lookup_copy')}
      </button>
      <span class="soft" role="status">
        {state && t(state)}
      </span>
    </div>
  );
}

import { AddressText } from './AddressText.tsx';
import { Identicon } from './Identicon.tsx';

/** An address that is to be compared: its picture and every character. `text` is in its canonical form. */
export function AddressBlock({ text }: { text: string }) {
  return (
    <div class="address-block">
      <Identicon canonical={text} />
      <AddressText text={text} />
    </div>
  );
}

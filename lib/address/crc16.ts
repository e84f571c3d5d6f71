/** CRC-16/XMODEM (polynomial 0x1021, from zero, not reflected), high byte first: TON's; Stellar writes it low byte first. */
export function crc16(data: Uint8Array): Uint8Array {
  let crc = 0;
  for (const byte of data) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return Uint8Array.of(crc >> 8, crc & 0xff);
}

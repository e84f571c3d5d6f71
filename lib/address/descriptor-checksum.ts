/** BIP-380, "Checksum". */
const INPUT =
  '0123456789()[],\'/*abcdefgh@:$%{}IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~ijklmnopqrstuvwxyzABCDEFGH`#"\\ ';
const OUTPUT = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATOR = [0xf5dee51989n, 0xa9fdca3312n, 0x1bab10e32dn, 0x3706b1677an, 0x644d626ffdn];

/** Whether `checksum` belongs to a descriptor's script. */
export function isDescriptorChecksum(script: string, checksum: string): boolean {
  const symbols: number[] = [];
  let groups: number[] = [];
  for (const char of script) {
    const value = INPUT.indexOf(char);
    if (value < 0) return false;
    symbols.push(value & 31);
    groups.push(value >> 5);
    if (groups.length === 3) {
      symbols.push((groups[0] as number) * 9 + (groups[1] as number) * 3 + (groups[2] as number));
      groups = [];
    }
  }
  if (groups.length > 0) symbols.push(groups.reduce((sum, group) => sum * 3 + group, 0));
  for (const char of checksum) symbols.push(OUTPUT.indexOf(char));
  return !symbols.includes(-1) && polymod(symbols) === 1n;
}

function polymod(symbols: readonly number[]): bigint {
  let check = 1n;
  for (const symbol of symbols) {
    const top = check >> 35n;
    check = ((check & 0x7ffffffffn) << 5n) ^ BigInt(symbol);
    GENERATOR.forEach((value, i) => {
      if ((top >> BigInt(i)) & 1n) check ^= value;
    });
  }
  return check;
}

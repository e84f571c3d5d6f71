/** Endings of names that are no domains of the internet, and the service that answers for them. */
export const KIND_OF_ENDING: ReadonlyMap<string, string> = new Map([
  // ENS (ens.domains).
  ['eth', 'ens-name'],
  // Unstoppable Domains (unstoppabledomains.com, "supported TLDs").
  ['crypto', 'unstoppable-name'],
  ['nft', 'unstoppable-name'],
  ['wallet', 'unstoppable-name'],
  ['x', 'unstoppable-name'],
  ['bitcoin', 'unstoppable-name'],
  ['dao', 'unstoppable-name'],
  ['888', 'unstoppable-name'],
  ['zil', 'unstoppable-name'],
  ['blockchain', 'unstoppable-name'],
  ['polygon', 'unstoppable-name'],
  // Solana Name Service (sns.id), SPACE ID (space.id), TON DNS (dns.ton.org).
  ['sol', 'sns-name'],
  ['bnb', 'space-id-name'],
  ['ton', 'ton-name'],
]);

/** Objects of programs and files, seen on real pages, that are spelled like names. */
export const NOT_NAMES: ReadonlySet<string> = new Set([
  'api.eth',
  'block.eth',
  'chain.crypto',
  'config.eth',
  'crypto.eth',
  'crypto.x',
  'data.x',
  'e.x',
  'event.x',
  'globalthis.crypto',
  'index.sol',
  'interface.sol',
  'lib.eth',
  'math.x',
  'mouse.x',
  'node.crypto',
  'point.x',
  'pos.x',
  'position.x',
  'provider.eth',
  'rect.x',
  'require.crypto',
  'self.crypto',
  'test.sol',
  'this.crypto',
  'this.eth',
  'this.wallet',
  'this.x',
  'token.sol',
  'web3.eth',
  'webcrypto.crypto',
  'window.bitcoin',
  'window.crypto',
  'window.wallet',
]);

/** Tickers and variables of programs that are spelled like ADA handles. */
export const NOT_HANDLES: ReadonlySet<string> = new Set(
  (
    '$ada $address $amount $bch $bnb $btc $class $config $content $data $db $default $doge $dot $el $emit $error $eth ' +
    '$event $file $home $host $html $id $index $input $item $items $key $length $line $link $list $ltc $message $name ' +
    '$node $options $output $page $parent $path $post $props $query $ref $refs $request $response $result $root $row ' +
    '$rows $sol $sql $state $store $text $this $title $trx $type $url $usd $usdc $usdt $user $value $wallet $watch $xmr ' +
    '$xrp'
  ).split(' '),
);

/**
 * Rules of the MISP core format (draft-dulaunoy-misp-core-format-18), as far as they concern a document that is handed
 * to an instance, and of the template `coin-address` (MISP/misp-objects, version 7). Rebuilt from the texts. What only
 * an instance knows (`id`, `event_id`, `org_id`, `orgc_id`, `Org`, `Orgc`) it puts in itself; PyMISP leaves that out,
 * too.
 */

type Fields = Record<string, unknown>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** 2.3.2.3: valid types by category, as far as used. */
const TYPES: Record<string, string[]> = {
  'Network activity': ['url', 'domain', 'hostname'],
  'Financial fraud': ['btc', 'dash', 'xmr', 'text', 'comment', 'other'],
  Other: ['comment', 'text', 'other'],
};
/** Values as the instance checks them: `btc`, `dash` and `xmr` are letters and digits only. */
const VALUES: Record<string, RegExp> = {
  btc: /^[0-9a-zA-Z]+$/,
  dash: /^[0-9a-zA-Z]+$/,
  xmr: /^[0-9a-zA-Z]+$/,
  domain: /^[^\s/:]+\.[a-z][^\s/:]*$/i,
  url: /^https?:\/\/\S+$/,
};
/** The template's attributes, and their types. */
const COIN: Record<string, string> = {
  address: 'btc',
  'address-crypto': 'text',
  'address-xmr': 'xmr',
  symbol: 'text',
};
const REQUIRED_ONE = ['address', 'address-xmr', 'address-crypto'];

/** Every rule that a document breaks, with the section that makes it. */
export function mispFaults(document: unknown): string[] {
  const faults: string[] = [];
  const event = (document as { Event?: Fields }).Event;
  if (!event || Object.keys(document as Fields).length !== 1) return ['2.2 Event'];
  // 2.2.1, each "MUST" or "SHALL be present", with its JSON type.
  const strings = [
    'uuid',
    'info',
    'date',
    'timestamp',
    'publish_timestamp',
    'first_publication',
    'attribute_count',
    'threat_level_id',
    'analysis',
    'distribution',
    'sharing_group_id',
  ];
  for (const name of strings) if (typeof event[name] !== 'string') faults.push(`2.2.1 ${name}`);
  if (!UUID.test(String(event.uuid))) faults.push('2.2.1 uuid');
  if (typeof event.published !== 'boolean') faults.push('2.2.1 published');
  if (event.published === false && event.publish_timestamp !== '0') faults.push('2.2.1 publish_timestamp');
  if (event.published === false && event.first_publication !== '0') faults.push('2.2.1 first_publication');
  const info = String(event.info);
  if (info === '' || info.length > 256 || /[\r\n]/.test(info)) faults.push('2.2.1 info');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(event.date))) faults.push('2.2.1 date');
  if (!/^[1-4]$/.test(String(event.threat_level_id))) faults.push('2.2.1 threat_level_id');
  if (!/^[0-2]$/.test(String(event.analysis))) faults.push('2.2.1 analysis');
  if (!/^[0-4]$/.test(String(event.distribution))) faults.push('2.2.1 distribution');
  faults.push(...sharing(event), ...time(event));

  const attributes = list(event.Attribute);
  const objects = list(event.Object);
  const count = attributes.length + objects.flatMap(({ Attribute }) => list(Attribute)).length;
  if (event.attribute_count !== String(count)) faults.push('2.2.1 attribute_count');
  for (const attribute of attributes) {
    faults.push(...attributeFaults(attribute));
    if ('object_relation' in attribute) faults.push('2.5 object_relation outside of an object');
  }
  // An instance refuses the same value of one type twice in an event, but for parts of objects.
  const values = attributes.map(({ type, value }) => `${type} ${value}`);
  if (new Set(values).size !== values.length) faults.push('2.3 one value twice');
  for (const object of objects) faults.push(...objectFaults(object));
  const parts = [event, ...attributes, ...objects, ...objects.flatMap(({ Attribute }) => list(Attribute))];
  const uuids = new Set(parts.map(({ uuid }) => uuid));
  if (uuids.size !== parts.length) faults.push('2.3.2 two of one uuid');
  for (const object of objects) {
    for (const reference of list(object.ObjectReference)) {
      // 2.6
      if (reference.object_uuid !== object.uuid) faults.push('2.6 object_uuid');
      if (!uuids.has(reference.referenced_uuid)) faults.push('2.6 referenced_uuid');
      if (typeof reference.relationship_type !== 'string') faults.push('2.6 relationship_type');
      if (!UUID.test(String(reference.uuid))) faults.push('2.6 uuid');
      if (typeof reference.deleted !== 'boolean') faults.push('2.6 deleted');
      faults.push(...time(reference));
    }
  }
  for (const tag of list(event.Tag)) if (typeof tag.name !== 'string' || tag.name === '') faults.push('Tag');
  return faults;
}

function attributeFaults(attribute: Fields): string[] {
  const faults: string[] = [];
  const { type, category, value } = attribute;
  if (!UUID.test(String(attribute.uuid))) faults.push('2.3.2 uuid');
  if (!TYPES[String(category)]?.includes(String(type))) faults.push(`2.3.2 ${category} has no ${type}`);
  if (typeof value !== 'string' || value === '') faults.push('2.3.2 value');
  if (!(VALUES[String(type)] ?? /./s).test(String(value))) faults.push(`2.3.2 value of ${type}: ${value}`);
  for (const name of ['to_ids', 'deleted'])
    if (typeof attribute[name] !== 'boolean') faults.push(`2.3.2 ${name}`);
  if (!/^[0-5]$/.test(String(attribute.distribution))) faults.push('2.3.2 distribution');
  return [...faults, ...sharing(attribute), ...time(attribute)];
}

function objectFaults(object: Fields): string[] {
  const faults: string[] = [];
  // 2.5: "MUST contain a name, a meta-category, a description, a template_uuid and a template_version".
  for (const name of ['name', 'meta-category', 'description', 'template_uuid', 'template_version']) {
    if (typeof object[name] !== 'string') faults.push(`2.5 ${name}`);
  }
  if (!UUID.test(String(object.uuid))) faults.push('2.5 uuid');
  if (typeof object.deleted !== 'boolean') faults.push('2.5 deleted');
  if (!/^[0-5]$/.test(String(object.distribution))) faults.push('2.5 distribution');
  faults.push(...sharing(object), ...time(object));
  const known = object.name === 'coin-address' && object['meta-category'] === 'financial';
  if (
    !known ||
    object.template_uuid !== 'd0e6997e-78da-4815-a6a1-cfc1c1cb8a46' ||
    object.template_version !== '7'
  ) {
    faults.push('template coin-address');
  }
  const parts = list(object.Attribute);
  for (const part of parts) {
    faults.push(...attributeFaults(part));
    if (COIN[String(part.object_relation)] !== part.type)
      faults.push(`template: ${part.object_relation} is no ${part.type}`);
  }
  if (!parts.some((part) => REQUIRED_ONE.includes(String(part.object_relation))))
    faults.push('template requiredOneOf');
  return faults;
}

/** With any distribution but 4 it "MUST be set to 0". */
function sharing({ sharing_group_id, distribution }: Fields): string[] {
  return distribution !== '4' && sharing_group_id !== '0' ? ['sharing_group_id'] : [];
}

function time({ timestamp }: Fields): string[] {
  return typeof timestamp === 'string' && /^\d+$/.test(timestamp) ? [] : ['timestamp'];
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as Fields[]) : [];
}

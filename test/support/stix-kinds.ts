/** Which properties STIX 2.1 gives each type of object, and the words of its vocabularies, as far as Almsguard uses them. */

interface Kind {
  family: 'sdo' | 'sro' | 'sco' | 'smo';
  required: string[];
  optional?: string[];
  /** Properties that contribute to the id (2.9). */
  contributes?: string[];
}

/** Sections 4 to 7 name the properties of each type. */
export const KINDS: Record<string, Kind> = {
  identity: {
    family: 'sdo',
    required: ['name'],
    optional: ['identity_class', 'description', 'roles', 'sectors', 'contact_information'],
  }, // 4.5
  indicator: {
    family: 'sdo', // 4.7
    required: ['pattern', 'pattern_type', 'valid_from'],
    optional: [
      'name',
      'description',
      'indicator_types',
      'pattern_version',
      'valid_until',
      'kill_chain_phases',
    ],
  },
  note: { family: 'sdo', required: ['content', 'object_refs'], optional: ['abstract', 'authors'] }, // 4.13
  'observed-data': {
    family: 'sdo', // 4.14; `objects` is deprecated
    required: ['first_observed', 'last_observed', 'number_observed', 'object_refs'],
  },
  report: {
    family: 'sdo', // 4.16
    required: ['name', 'published', 'object_refs'],
    optional: ['description', 'report_types'],
  },
  relationship: {
    family: 'sro', // 5.1
    required: ['relationship_type', 'source_ref', 'target_ref'],
    optional: ['description', 'start_time', 'stop_time'],
  },
  'domain-name': {
    family: 'sco',
    required: ['value'],
    optional: ['resolves_to_refs'],
    contributes: ['value'],
  }, // 6.4
  url: { family: 'sco', required: ['value'], contributes: ['value'] }, // 6.15
  'user-account': {
    family: 'sco', // 6.16
    required: [],
    optional: ['user_id', 'account_login', 'account_type', 'display_name', 'is_disabled', 'account_created'],
    contributes: ['account_type', 'user_id', 'account_login'],
  },
  // 7.3, as published: automodel_generated/schemas/scos/cryptocurrency-wallet.json of muchdogesec/stix2extensions.
  'cryptocurrency-wallet': {
    family: 'sco',
    required: ['value', 'extensions'],
    optional: ['holder_ref'],
    contributes: ['value'],
  },
  'marking-definition': { family: 'smo', required: [], optional: ['name', 'definition', 'definition_type'] }, // 7.2.1
};

/** 3.2: common properties, and which families have them. */
export const COMMON: Record<Kind['family'], { required: string[]; optional: string[] }> = {
  sdo: {
    required: ['type', 'spec_version', 'id', 'created', 'modified'],
    optional: [
      'created_by_ref',
      'revoked',
      'labels',
      'confidence',
      'lang',
      'external_references',
      'object_marking_refs',
      'granular_markings',
      'extensions',
    ],
  },
  sro: { required: ['type', 'spec_version', 'id', 'created', 'modified'], optional: [] },
  sco: {
    required: ['type', 'id'],
    optional: ['spec_version', 'object_marking_refs', 'granular_markings', 'defanged', 'extensions'],
  },
  smo: {
    required: ['type', 'spec_version', 'id', 'created'],
    optional: [
      'created_by_ref',
      'external_references',
      'object_marking_refs',
      'granular_markings',
      'extensions',
    ],
  },
};
COMMON.sro.optional = COMMON.sdo.optional;

/** 10.10 and 10.22: open vocabularies, as far as used. */
export const OPEN = {
  indicator_types:
    'anomalous-activity anonymization attribution benign compromised malicious-activity unknown'.split(' '),
  report_types: [
    ...['attack-pattern', 'campaign', 'identity', 'indicator', 'intrusion-set', 'malware', 'observed-data'],
    ...['threat-actor', 'threat-report', 'tool', 'vulnerability'],
  ],
};

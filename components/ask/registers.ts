/** One office that can be asked, by the country it answers for (ISO 3166-1 alpha-2). */
export interface Office {
  country: string;
  /** As it calls itself. */
  name: string;
  url: string;
}

/**
 * Where a charity's own name and site can be looked up. Each is a register that a state keeps, or the body that the
 * country's authorities send people to. Deep addresses change: where one could not be trusted to last, the front page
 * of the register stands here.
 */
export const REGISTERS: readonly Office[] = [
  {
    country: 'AT',
    name: 'BMF: Liste spendenbegünstigter Einrichtungen',
    url: 'https://service.bmf.gv.at/service/allg/spenden/show_mast.asp',
  },
  { country: 'AU', name: 'ACNC Charity Register', url: 'https://www.acnc.gov.au/charity/charities' },
  {
    country: 'BE',
    name: 'Crossroads Bank for Enterprises: Public Search',
    url: 'https://kbopub.economie.fgov.be/',
  },
  {
    country: 'BR',
    name: 'Mapa das Organizações da Sociedade Civil (Ipea)',
    url: 'https://mapaosc.ipea.gov.br/',
  },
  {
    country: 'CA',
    name: 'Canada Revenue Agency: List of charities',
    url: 'https://www.canada.ca/en/revenue-agency/services/charities-giving/list-charities.html',
  },
  {
    country: 'CH',
    name: 'Zefix: central index of company and foundation names',
    url: 'https://www.zefix.ch/',
  },
  { country: 'CN', name: '慈善中国', url: 'https://cszg.mca.gov.cn/' },
  { country: 'DE', name: 'Zuwendungsempfängerregister (BZSt)', url: 'https://zer.bzst.de/' },
  { country: 'DE', name: 'DZI Spenderberatung', url: 'https://www.dzi.de/spenderberatung/' },
  { country: 'DK', name: 'Indsamlingsnævnet', url: 'https://www.indsamlingsnaevnet.dk/' },
  { country: 'EG', name: 'وزارة التضامن الاجتماعي', url: 'https://www.moss.gov.eg/' },
  {
    country: 'ES',
    name: 'Ministerio del Interior: Registro Nacional de Asociaciones',
    url: 'https://www.interior.gob.es/',
  },
  { country: 'FI', name: 'Poliisi: Money collection permits', url: 'https://poliisi.fi/en/money-collection' },
  {
    country: 'FR',
    name: 'Journal officiel: Associations',
    url: 'https://www.journal-officiel.gouv.fr/pages/associations-recherche/',
  },
  {
    country: 'GB',
    name: 'England and Wales: Register of charities',
    url: 'https://register-of-charities.charitycommission.gov.uk/',
  },
  {
    country: 'GB',
    name: 'Scotland: OSCR',
    url: 'https://www.oscr.org.uk/about-charities/search-the-register/',
  },
  {
    country: 'GB',
    name: 'Northern Ireland: Charity Commission',
    url: 'https://www.charitycommissionni.org.uk/charity-search/',
  },
  { country: 'ID', name: 'AHU: Pencarian yayasan', url: 'https://ahu.go.id/' },
  { country: 'IE', name: 'Charities Regulator', url: 'https://www.charitiesregulator.ie/' },
  { country: 'IL', name: 'GuideStar Israel', url: 'https://www.guidestar.org.il/' },
  { country: 'IN', name: 'NGO Darpan', url: 'https://ngodarpan.gov.in/' },
  {
    country: 'IT',
    name: 'RUNTS: Registro unico nazionale del Terzo settore',
    url: 'https://servizi.lavoro.gov.it/runts/it-it/',
  },
  { country: 'JP', name: '内閣府 NPOホームページ', url: 'https://www.npo-homepage.go.jp/' },
  { country: 'MY', name: 'Jabatan Pendaftaran Pertubuhan Malaysia', url: 'https://www.ros.gov.my/' },
  { country: 'NG', name: 'Corporate Affairs Commission: Public search', url: 'https://search.cac.gov.ng/' },
  {
    country: 'NL',
    name: 'Belastingdienst: ANBI opzoeken',
    url: 'https://www.belastingdienst.nl/rekenhulpen/anbi_zoeken/',
  },
  { country: 'NL', name: 'CBF: Register Goede Doelen', url: 'https://cbf.nl/register-goede-doelen' },
  { country: 'NO', name: 'Brønnøysundregistrene', url: 'https://www.brreg.no/' },
  { country: 'NZ', name: 'Charities Services', url: 'https://www.charities.govt.nz/' },
  { country: 'PK', name: 'Pakistan Centre for Philanthropy', url: 'https://pcp.org.pk/' },
  { country: 'PL', name: 'Wyszukiwarka KRS', url: 'https://wyszukiwarka-krs.ms.gov.pl/' },
  { country: 'QA', name: 'Regulatory Authority for Charitable Activities', url: 'https://www.raca.gov.qa/' },
  { country: 'RU', name: 'Минюст России: некоммерческие организации', url: 'https://minjust.gov.ru/' },
  { country: 'SA', name: 'National Center for Non-Profit Sector', url: 'https://ncnp.gov.sa/' },
  { country: 'SE', name: 'Svensk Insamlingskontroll', url: 'https://www.insamlingskontroll.se/' },
  { country: 'SG', name: 'Charity Portal', url: 'https://www.charities.gov.sg/' },
  { country: 'TR', name: 'Sivil Toplumla İlişkiler Genel Müdürlüğü', url: 'https://www.siviltoplum.gov.tr/' },
  { country: 'UA', name: 'Єдиний державний реєстр', url: 'https://usr.minjust.gov.ua/' },
  { country: 'US', name: 'IRS Tax Exempt Organization Search', url: 'https://apps.irs.gov/app/eos/' },
  { country: 'ZA', name: 'NPO Directorate', url: 'https://www.npo.gov.za/' },
];

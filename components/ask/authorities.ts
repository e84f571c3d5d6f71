import type { Office } from './registers.ts';

/** Where each country's authorities take reports of such pages: their own sites only. */
export const AUTHORITIES: readonly Office[] = [
  { country: 'AT', name: 'Bundeskriminalamt: Meldestellen', url: 'https://www.bundeskriminalamt.at/' },
  { country: 'AU', name: 'National Security Hotline', url: 'https://www.nationalsecurity.gov.au/' },
  { country: 'AU', name: 'Scamwatch', url: 'https://www.scamwatch.gov.au/report-a-scam' },
  { country: 'BE', name: 'ConsumerConnect', url: 'https://consumerconnect.be/' },
  { country: 'CA', name: 'Canadian Anti-Fraud Centre', url: 'https://antifraudcentre-centreantifraude.ca/' },
  { country: 'CH', name: 'Bundesamt für Cybersicherheit: Melden', url: 'https://www.report.ncsc.admin.ch/' },
  { country: 'CN', name: '中央网信办违法和不良信息举报中心', url: 'https://www.12377.cn/' },
  { country: 'DE', name: 'Onlinewache der Polizei', url: 'https://portal.onlinewache.polizei.de/' },
  { country: 'DK', name: 'Politi', url: 'https://politi.dk/' },
  { country: 'EG', name: 'وزارة الداخلية', url: 'https://moi.gov.eg/' },
  { country: 'ES', name: 'Policía Nacional', url: 'https://www.policia.es/' },
  { country: 'FI', name: 'Poliisi', url: 'https://poliisi.fi/' },
  { country: 'FR', name: 'PHAROS', url: 'https://www.internet-signalement.gouv.fr/' },
  { country: 'GB', name: 'Report possible terrorist activity', url: 'https://www.gov.uk/report-terrorism' },
  {
    country: 'GB',
    name: 'Charity Commission: Complain about a charity',
    url: 'https://www.gov.uk/complain-about-charity',
  },
  { country: 'ID', name: 'Patroli Siber', url: 'https://patrolisiber.id/' },
  { country: 'ID', name: 'PPATK', url: 'https://www.ppatk.go.id/' },
  { country: 'IE', name: 'An Garda Síochána', url: 'https://www.garda.ie/' },
  { country: 'IL', name: 'National Bureau for Counter Terror Financing', url: 'https://nbctf.mod.gov.il/' },
  { country: 'IN', name: 'National Cyber Crime Reporting Portal', url: 'https://cybercrime.gov.in/' },
  { country: 'IT', name: 'Commissariato di P.S. online', url: 'https://www.commissariatodips.it/' },
  { country: 'JP', name: '警察庁', url: 'https://www.npa.go.jp/' },
  { country: 'NL', name: 'Politie', url: 'https://www.politie.nl/' },
  { country: 'NO', name: 'Politiet', url: 'https://www.politiet.no/' },
  { country: 'NZ', name: 'New Zealand Police', url: 'https://www.police.govt.nz/' },
  { country: 'PK', name: 'Federal Investigation Agency', url: 'https://www.fia.gov.pk/' },
  { country: 'PL', name: 'CERT Polska', url: 'https://incydent.cert.pl/' },
  { country: 'RU', name: 'МВД России', url: 'https://xn--b1aew.xn--p1ai/' },
  { country: 'SE', name: 'Polisen', url: 'https://polisen.se/' },
  { country: 'SG', name: 'Singapore Police Force', url: 'https://www.police.gov.sg/' },
  { country: 'TR', name: 'MASAK', url: 'https://masak.hmb.gov.tr/' },
  { country: 'UA', name: 'Кіберполіція', url: 'https://cyberpolice.gov.ua/' },
  { country: 'US', name: 'FBI Internet Crime Complaint Center', url: 'https://www.ic3.gov/' },
  { country: 'US', name: 'FBI tips', url: 'https://tips.fbi.gov/' },
  { country: 'ZA', name: 'South African Police Service', url: 'https://www.saps.gov.za/' },
];

/** Countries of the European Union have their own; Europol says where. */
export const ELSEWHERE = {
  name: 'Europol: Report a crime (European Union)',
  url: 'https://www.europol.europa.eu/report-a-crime',
} as const;

/** Public registers in which a charity's own name and site can be looked up. */
export const REGISTERS = [
  { name: 'Australia: ACNC Charity Register', url: 'https://www.acnc.gov.au/charity/charities' },
  {
    name: 'Canada: List of charities',
    url: 'https://www.canada.ca/en/revenue-agency/services/charities-giving/list-charities.html',
  },
  {
    name: 'England and Wales: Register of charities',
    url: 'https://register-of-charities.charitycommission.gov.uk/',
  },
  { name: 'Scotland: OSCR', url: 'https://www.oscr.org.uk/about-charities/search-the-register/' },
  { name: 'United States: IRS Tax Exempt Organization Search', url: 'https://apps.irs.gov/app/eos/' },
] as const;

/** Where a publisher takes requests to remove a listing, by the name that claims carry. */
export const APPEALS = [
  {
    authority: 'US Treasury OFAC',
    url: 'https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/filing-a-petition-for-removal-from-an-ofac-list',
  },
] as const;

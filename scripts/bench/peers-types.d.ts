/** The package has no types of its own. */
declare module 'multicoin-address-validator' {
  const validator: {
    getCurrencies(): { name: string; symbol: string }[];
    /** Throws where it knows no such currency. */
    validate(address: string, currency: string): boolean;
  };
  export default validator;
}

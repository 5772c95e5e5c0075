/** Who this run asks AWS as, and where. */
export interface Self {
  region: string | null;
  account: string | null;
  principal: string | null;
}

/** Whether a receiver refused mail over SPF. */
export interface Blamed {
  blamed?: true;
}

/** A fault of SPF is the cause of the refusal over SPF that a receiver told of. */
export const refusalOverSpf = ({ blamed }: Blamed): readonly string[] =>
  blamed === true ? ['bounce/authentication-failed'] : [];

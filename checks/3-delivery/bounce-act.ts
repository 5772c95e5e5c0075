/** What has a configuration set tell of bounces: the act of every finding that none is told. */
export const bounceAct = (set: string): string => `event destination for BOUNCE of ${set}`;

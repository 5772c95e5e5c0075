const nothing = (): void => undefined;

/** A logger for the SDK, which else writes its warnings to stderr, between our own lines. */
export const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

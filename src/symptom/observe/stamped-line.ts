const stamp =
  /^\s{0,4}(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:|\d{10,13}\b|(?:Received|Return-Path|Final-Recipient|Diagnostic-Code|Authentication-Results): |[<>]{2,3} |[CS]: |\[(?:error|warn|info)\])/iu;

/** Whether a program began this line: with the time, a level, the name of a header field or the mark of a dialogue. */
export const isStamped = (line: string): boolean => stamp.test(line);

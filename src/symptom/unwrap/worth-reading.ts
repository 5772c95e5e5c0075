/**
 * Words of which one stands in every line that tells of mail, of AWS or of a failure. A log is searched for them before it is
 * read, in one pass.
 */
const anchors =
  /mail|smtp|\bses\b|amazon|aws|bounc|complain|deliver|reject|refus|denied|deny|fail|error|exception|timeout|timed out|unreachable|suppress|recipient|sender|relay|throttl|quota|limit|credential|signature|token|certificate|\btls\b|\bssl\b|dkim|\bspf\b|dmarc|notification|eventtype|@|\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b|\be[A-Z]{4}|verbindung|connexion|conexi|connession|соединен|接続|连接/iu;

/** Whether a line may tell what went wrong. */
export const isWorthReading = (line: string): boolean => anchors.test(line);

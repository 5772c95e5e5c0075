import { wordsOfErrors } from './errno-words.ts';

/** What a socket error says, whatever system and library report it. */
export type SocketFault =
  | 'refused'
  | 'timed-out'
  | 'reset'
  | 'closed'
  | 'unreachable'
  /** The local system forbids the connection: a firewall, SELinux, a sandbox. */
  | 'forbidden'
  | 'name-not-found'
  /** The resolver did not answer; the name may exist. */
  | 'resolver-failed'
  | 'no-local-address'
  | 'out-of-resources';

/** An error number of the system. */
export interface SocketError {
  readonly name: string;
  readonly fault: SocketFault;
  /** Numbers on Linux, macOS/BSD and Windows. `getaddrinfo` has negative ones of its own on
   * Linux; those of BSD are numbers of other errors, too, and left out. */
  readonly numbers: {
    readonly linux: number | null;
    readonly bsd: number | null;
    readonly windows: number | null;
  };
  /** What the systems say, in lower case: glibc, BSD, Windows, and Windows and glibc in other languages. */
  readonly says: readonly string[];
  readonly source: string;
}

const source =
  'POSIX errno.h, Linux asm-generic/errno.h, BSD sys/errno.h, Windows Sockets Error Codes; texts of glibc and Windows';

const rows: readonly (readonly [
  string,
  SocketFault,
  number | null,
  number | null,
  number | null,
  readonly string[],
])[] = [
  [
    'ECONNREFUSED',
    'refused',
    111,
    61,
    10061,
    [
      'connection refused',
      'no connection could be made because the target machine actively refused it',
      'actively refused',
      'verbindungsaufbau abgelehnt',
      'verbindung verweigert',
      'zielcomputer die verbindung verweigerte',
      'connexion refusée',
      "l'ordinateur cible l'a expressément refusée",
      'conexión rehusada',
      'conexión denegada',
      'equipo de destino denegó expresamente dicha conexión',
      'conexão recusada',
      'a máquina de destino as recusou ativamente',
      'connessione rifiutata',
      'rifiuto persistente del computer di destinazione',
      'verbinding is geweigerd',
      'połączenie odrzucone',
      'komputer docelowy aktywnie go odmawia',
      'в соединении отказано',
      'конечный компьютер отверг запрос на подключение',
      '接続を拒否されました',
      '対象のコンピューターによって拒否された',
      '由于目标计算机积极拒绝',
      '拒绝连接',
      'bağlantı reddedildi',
      '연결이 거부됨',
    ],
  ],
  [
    'ETIMEDOUT',
    'timed-out',
    110,
    60,
    10060,
    [
      'connection timed out',
      'operation timed out',
      'a connection attempt failed because the connected party did not properly respond after a period of time',
      'i/o timeout',
      'die wartezeit für die verbindung ist abgelaufen',
      'gegenstelle nach einer bestimmten zeitspanne nicht richtig reagiert hat',
      'connexion terminée par expiration du délai',
      "le parti connecté n'a pas répondu convenablement au-delà d'une certaine durée",
      'tiempo de espera agotado',
      'expiró el tiempo de conexión',
      'la parte conectada no respondió adecuadamente tras un periodo de tiempo',
      'tempo esgotado para conexão',
      'tempo limite da conexão esgotado',
      'componente conectado não respondeu corretamente após um período de tempo',
      'connessione scaduta',
      'dopo un intervallo di tempo',
      'wachttijd voor verbinding is verstreken',
      'przekroczono czas oczekiwania na połączenie',
      'время ожидания соединения истекло',
      'истекло время ожидания подключения',
      '接続がタイムアウトしました',
      '接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかった',
      '连接超时',
      '由于连接方在一段时间后没有正确答复',
      'bağlantı zaman aşımına uğradı',
      '연결 시간 초과',
    ],
  ],
  [
    'ECONNRESET',
    'reset',
    104,
    54,
    10054,
    [
      'connection reset by peer',
      'connection reset',
      'an existing connection was forcibly closed by the remote host',
      'die verbindung wurde vom kommunikationspartner zurückgesetzt',
      'eine vorhandene verbindung wurde vom remotehost geschlossen',
      'connexion ré-initialisée par le correspondant',
      'une connexion existante a dû être fermée par l’hôte distant',
      "une connexion existante a dû être fermée par l'hôte distant",
      'conexión reinicializada por la máquina remota',
      'se ha forzado la interrupción de una conexión existente por el host remoto',
      'conexão fechada pela outra ponta',
      'foi forçado o cancelamento de uma conexão existente pelo host remoto',
      'connessione interrotta dal corrispondente',
      "una connessione esistente è stata forzatamente chiusa dall'host remoto",
      'verbinding is weggevallen',
      'соединение разорвано другой стороной',
      'удаленный хост принудительно разорвал существующее подключение',
      '接続が相手からリセットされました',
      '既存の接続はリモート ホストに強制的に切断されました',
      '连接被对方重设',
      '远程主机强迫关闭了一个现有的连接',
    ],
  ],
  [
    'ECONNABORTED',
    'reset',
    103,
    53,
    10053,
    [
      'software caused connection abort',
      'an established connection was aborted by the software in your host machine',
      'eine bestehende verbindung wurde softwaregesteuert durch den hostcomputer abgebrochen',
      'une connexion établie a été abandonnée par un logiciel de votre ordinateur hôte',
      'se ha anulado una conexión establecida por el software en su equipo host',
    ],
  ],
  [
    'EPIPE',
    'closed',
    32,
    32,
    null,
    [
      'broken pipe',
      'datenübergabe unterbrochen',
      'relais brisé',
      'tubería rota',
      'обрыв канала',
      'パイプが切断されました',
      '断开的管道',
    ],
  ],
  ['ENOTCONN', 'closed', 107, 57, 10057, ['transport endpoint is not connected', 'socket is not connected']],
  [
    'ESHUTDOWN',
    'closed',
    108,
    58,
    10058,
    ['cannot send after transport endpoint shutdown', "can't send after socket shutdown"],
  ],
  ['WSAEDISCON', 'closed', null, null, 10101, ['graceful shutdown in progress']],
  [
    'ENETUNREACH',
    'unreachable',
    101,
    51,
    10051,
    [
      'network is unreachable',
      'a socket operation was attempted to an unreachable network',
      'das netzwerk ist nicht erreichbar',
      "le réseau n'est pas accessible",
      'la red es inaccesible',
      'a rede está fora de alcance',
      'rete non raggiungibile',
      'сеть недоступна',
      'ネットワークに届きません',
      '网络不可达',
    ],
  ],
  [
    'EHOSTUNREACH',
    'unreachable',
    113,
    65,
    10065,
    [
      'no route to host',
      'a socket operation was attempted to an unreachable host',
      'keine route zum zielrechner',
      'aucun chemin d’accès pour atteindre l’hôte cible',
      "aucun chemin d'accès pour atteindre l'hôte cible",
      'no existe ninguna ruta hasta el `host’',
      'no hay ruta hasta el',
      'não há rota para o host',
      "nessun instradamento per l'host",
      'нет маршрута до узла',
      'ホストへの経路がありません',
      '没有到主机的路由',
    ],
  ],
  [
    'EHOSTDOWN',
    'unreachable',
    112,
    64,
    10064,
    ['host is down', 'a socket operation failed because the destination host was down'],
  ],
  [
    'ENETDOWN',
    'unreachable',
    100,
    50,
    10050,
    ['network is down', 'a socket operation encountered a dead network'],
  ],
  [
    'EACCES',
    'forbidden',
    13,
    13,
    10013,
    [
      'permission denied',
      'an attempt was made to access a socket in a way forbidden by its access permissions',
      'der zugriff auf einen socket war aufgrund der zugriffsrechte des sockets unzulässig',
      'keine berechtigung',
      'permission non accordée',
      'permiso denegado',
      'permissão negada',
      'permesso negato',
      'отказано в доступе',
      '許可がありません',
      '权限不够',
    ],
  ],
  [
    'EPERM',
    'forbidden',
    1,
    1,
    null,
    [
      'operation not permitted',
      'vorgang nicht zulässig',
      'opération non permise',
      'operación no permitida',
      'операция не позволена',
      '许可されていない操作です',
      '不允许的操作',
    ],
  ],
  [
    'EADDRNOTAVAIL',
    'no-local-address',
    99,
    49,
    10049,
    [
      'cannot assign requested address',
      "can't assign requested address",
      'the requested address is not valid in its context',
    ],
  ],
  [
    'EAFNOSUPPORT',
    'no-local-address',
    97,
    47,
    10047,
    ['address family not supported by protocol', 'address family not supported by protocol family'],
  ],
  [
    'EADDRINUSE',
    'out-of-resources',
    98,
    48,
    10048,
    [
      'address already in use',
      'only one usage of each socket address (protocol/network address/port) is normally permitted',
    ],
  ],
  [
    'EMFILE',
    'out-of-resources',
    24,
    24,
    10024,
    ['too many open files', 'zu viele offene dateien', 'trop de fichiers ouverts'],
  ],
  ['ENFILE', 'out-of-resources', 23, 23, null, ['too many open files in system']],
  [
    'ENOBUFS',
    'out-of-resources',
    105,
    55,
    10055,
    [
      'no buffer space available',
      'an operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full',
    ],
  ],
  [
    'EAI_NONAME',
    'name-not-found',
    -2,
    null,
    11001,
    [
      'name or service not known',
      'nodename nor servname provided, or not known',
      'no such host is known',
      'no such host',
      'unknown host',
      'der name oder der dienst ist nicht bekannt',
      'der angegebene host ist unbekannt',
      'es ist kein solcher host bekannt',
      'nom ou service inconnu',
      'hôte inconnu',
      'nombre o servicio desconocido',
      'host desconocido',
      'nome ou serviço desconhecido',
      'este host não é conhecido',
      'nome o servizio sconosciuto',
      'host sconosciuto',
      'имя или служба не известны',
      'этот хост неизвестен',
      '名前またはサービスが不明です',
      'そのようなホストは不明です',
      '未知的名称或服务',
      '不知道这样的主机',
    ],
  ],
  ['ENOTFOUND', 'name-not-found', null, null, null, ['getaddrinfo enotfound']],
  [
    'EAI_NODATA',
    'name-not-found',
    -5,
    null,
    11004,
    [
      'no address associated with hostname',
      'no address associated with name',
      'the requested name is valid, but no data of the requested type was found',
      'the requested name is valid and was found in the database, but it does not have the correct associated data being resolved for',
    ],
  ],
  [
    'EAI_AGAIN',
    'resolver-failed',
    -3,
    null,
    11002,
    [
      'temporary failure in name resolution',
      'this is usually a temporary error during hostname resolution',
      'temporärer fehler bei der namensauflösung',
      'échec temporaire dans la résolution du nom',
      'fallo temporal en la resolución del nombre',
      'falha temporária na resolução de nome',
      'errore temporaneo nella risoluzione del nome',
      'временный сбой в разрешении имен',
      '名前解決に一時的に失敗しました',
      '域名解析暂时失败',
    ],
  ],
  [
    'EAI_FAIL',
    'resolver-failed',
    -4,
    null,
    11003,
    [
      'non-recoverable failure in name resolution',
      'a non-recoverable error occurred during a database lookup',
    ],
  ],
];

export const socketErrors: readonly SocketError[] = rows.map(([name, fault, linux, bsd, windows, says]) => ({
  name,
  fault,
  numbers: { linux, bsd, windows },
  says: [...says, ...(wordsOfErrors[name] ?? [])],
  source,
}));

const byName = new Map(
  socketErrors.flatMap((error) => [
    [error.name, error] as const,
    [error.name === 'EAI_NONAME' ? 'WSAHOST_NOT_FOUND' : `WSA${error.name}`, error] as const,
  ]),
);

/** `ECONNREFUSED`, `WSAECONNREFUSED`, `WSAHOST_NOT_FOUND`; null for a name that is no error of a connection. */
export const socketErrorByName = (name: string): SocketError | null => byName.get(name.toUpperCase()) ?? null;

/** A number of Linux or Windows, or of BSD where those have none; null for one that is no error of a connection. */
export function socketErrorByNumber(number: number): SocketError | null {
  const { linux, windows, bsd } = { linux: 'linux', windows: 'windows', bsd: 'bsd' } as const;
  for (const system of [linux, windows, bsd]) {
    const found = socketErrors.find(({ numbers }) => numbers[system] === number);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * The socket error a line tells of: by its name, by a number with a word that makes it one (`errno 111`, `WinError 10060`,
 * `(10061)`, `[Errno -2]`), by the system's words in any of the languages. Null when there is none.
 */
export function socketErrorIn(line: string): SocketError | null {
  const text = line.slice(0, 4096);
  for (const [name] of text.matchAll(/\b(?:WSA)?E[A-Z_]{3,20}\b|\bWSAHOST_NOT_FOUND\b/gu)) {
    const named = socketErrorByName(name);
    if (named !== null) return named;
  }
  const number =
    /\b(?:errno|os error|winerror|win32error|error code|socket error|nativeerrorcode|errorcode|wsagetlasterror)[^\w-]{1,4}(-?\d{1,5})\b/iu.exec(
      text,
    )?.[1] ?? /[[(](100\d\d|101\d\d|1100[1-4])[\])]/u.exec(text)?.[1];
  if (number !== undefined) {
    const numbered = socketErrorByNumber(Number(number));
    if (numbered !== null) return numbered;
  }
  const plain = text.toLowerCase().replace(/[\u2018\u2019]/gu, "'");
  return socketErrors.find(({ says }) => says.some((words) => plain.includes(words))) ?? null;
}

import type { IndexedTokens, SegmentReader } from '../index/contract.ts';
import { hashText } from '../fingerprint/hash.ts';
import { ID } from '../tokens/language.ts';
import type { Run } from './runs.ts';

/** Where an original stands that something matches, by the `bAt` of the runs. */
export interface MatchedOriginal {
  readonly segment: SegmentReader;
  readonly file: number;
  readonly tokens: IndexedTokens;
  readonly runs: readonly Run[];
}

/**
 * Whether most of an original was written by a compiler: functions that Babel, TypeScript or a bundler puts into each module, known by the names that
 * it gives them, and code whose names are mostly those of the module system or a compiler's own. It is in thousands of works and says nothing of where other code comes
 * from. What the copy calls it does not matter.
 */
export function isCompiled({ segment, file, tokens, runs }: MatchedOriginal): boolean {
  const names = NAMES.get(tokens.family);
  if (!names) return false;
  // Few files have any, and to ask for the unit of each token takes longer than all the rest.
  const hasHelpers = tokens.textHashes.some((hash) => names.helpers.has(hash));
  let [matched, inHelpers, named, compilers] = [0, 0, 0, 0];
  for (const { bAt, length } of runs) {
    matched += length;
    for (let at = bAt; at < bAt + length; at++) {
      if (tokens.codes[at] !== ID || tokens.links[at] === 0) continue;
      named++;
      if (names.compilers.has(tokens.textHashes[tokens.links[at] - 1])) compilers++;
    }
    for (let at = bAt; hasHelpers && at < bAt + length; ) {
      const helper = helperAround(segment, file, at, (nameText) => names.helpers.has(tokens.textHashes[nameText]));
      const end = Math.min(bAt + length, helper?.end ?? at + 1);
      if (helper) inHelpers += end - at;
      at = end;
    }
  }
  return inHelpers >= MOST * matched || (named > 0 && compilers >= MANY * named);
}

/** The unit around a token, of any depth, that bears a compiler's name. */
function helperAround(segment: SegmentReader, file: number, token: number, isHelper: (nameText: number) => boolean): { readonly end: number } | null {
  let unit = segment.unitAt(file, token);
  while (unit && (unit.nameText < 0 || !isHelper(unit.nameText))) unit = unit.parent >= 0 ? segment.unit(unit.parent) : null;
  return unit;
}

/** Share of the matched tokens that stand in compilers' functions. */
const MOST = 0.7;
/** Share of the matched names that are compilers'. */
const MANY = 0.4;

const hashes = (names: string): ReadonlySet<number> => new Set(names.trim().split(/\s+/).map(hashText));

/** By family: names of functions that compilers add, and names that they write in a module's own code. */
const NAMES: ReadonlyMap<string, { readonly helpers: ReadonlySet<number>; readonly compilers: ReadonlySet<number> }> = new Map([
  ['ecmascript', {
    helpers: hashes(`
      _applyDecoratedDescriptor _arrayLikeToArray _arrayWithHoles _arrayWithoutHoles _assertThisInitialized _asyncGeneratorDelegate _asyncIterator _asyncToGenerator
      _awaitAsyncGenerator _callSuper _classApplyDescriptorGet _classApplyDescriptorSet _classCallCheck _classPrivateFieldGet _classPrivateFieldInitSpec
      _classPrivateFieldLooseBase _classPrivateFieldLooseKey _classPrivateFieldSet _classPrivateMethodInitSpec _createClass _createForOfIteratorHelper
      _createForOfIteratorHelperLoose _createSuper _defineProperties _defineProperty _extends _getPrototypeOf _getRequireWildcardCache _inherits
      _inheritsLoose _initializerDefineProperty _instanceof _interopRequireDefault _interopRequireWildcard _isNativeFunction _isNativeReflectConstruct _iterableToArray
      _iterableToArrayLimit _loadInterop _nonIterableRest _nonIterableSpread _objectSpread _objectSpread2 _objectWithoutProperties _objectWithoutPropertiesLoose
      _possibleConstructorReturn _readOnlyError _regenerator _regeneratorDefine _regeneratorRuntime _setPrototypeOf _slicedToArray _slicedToArrayLoose _superPropBase
      _superPropGet _superPropSet _taggedTemplateLiteral _taggedTemplateLiteralLoose _temporalRef _toConsumableArray _toPrimitive _toPropertyKey _typeof
      _unsupportedIterableToArray _wrapAsyncGenerator _wrapNativeSuper _wrapRegExp asyncGeneratorStep
      __addDisposableResource __assign __asyncDelegator __asyncGenerator __asyncValues __await __awaiter __classPrivateFieldGet __classPrivateFieldIn
      __classPrivateFieldSet __createBinding __decorate __disposeResources __esDecorate __exportStar __extends __generator __importDefault __importStar
      __makeTemplateObject __metadata __param __propKey __read __rest __runInitializers __setFunctionName __setModuleDefault __spread __spreadArray __spreadArrays __values
      __async __commonJS __copyProps __esm __export __objRest __publicField __reExport __spreadProps __spreadValues __toCommonJS __toESM __yieldStar
    `),
    compilers: hashes(`
      __esModule __webpack_exports__ __webpack_require__ _classCallCheck _createClass _defineProperty _inherits _interopRequireDefault _interopRequireWildcard _key _key2 _len
      _len2 _possibleConstructorReturn amd arguments default define defineProperty exports factory module require
    `),
  }],
]);

#include "CICU.h"
#include <pthread.h>
#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/uversion.h>

_Static_assert(VOUCH_SCRIPT_ARABIC == USCRIPT_ARABIC && VOUCH_SCRIPT_ARMENIAN == USCRIPT_ARMENIAN &&
                   VOUCH_SCRIPT_BENGALI == USCRIPT_BENGALI &&
                   VOUCH_SCRIPT_BOPOMOFO == USCRIPT_BOPOMOFO &&
                   VOUCH_SCRIPT_CHEROKEE == USCRIPT_CHEROKEE &&
                   VOUCH_SCRIPT_COPTIC == USCRIPT_COPTIC &&
                   VOUCH_SCRIPT_CYRILLIC == USCRIPT_CYRILLIC &&
                   VOUCH_SCRIPT_DEVANAGARI == USCRIPT_DEVANAGARI &&
                   VOUCH_SCRIPT_GREEK == USCRIPT_GREEK && VOUCH_SCRIPT_HAN == USCRIPT_HAN &&
                   VOUCH_SCRIPT_HANGUL == USCRIPT_HANGUL && VOUCH_SCRIPT_HEBREW == USCRIPT_HEBREW &&
                   VOUCH_SCRIPT_HIRAGANA == USCRIPT_HIRAGANA &&
                   VOUCH_SCRIPT_KATAKANA == USCRIPT_KATAKANA &&
                   VOUCH_SCRIPT_KHMER == USCRIPT_KHMER && VOUCH_SCRIPT_LAO == USCRIPT_LAO &&
                   VOUCH_SCRIPT_LATIN == USCRIPT_LATIN &&
                   VOUCH_SCRIPT_MONGOLIAN == USCRIPT_MONGOLIAN &&
                   VOUCH_SCRIPT_MYANMAR == USCRIPT_MYANMAR &&
                   VOUCH_SCRIPT_SYRIAC == USCRIPT_SYRIAC && VOUCH_SCRIPT_THAI == USCRIPT_THAI &&
                   VOUCH_SCRIPT_THAANA == USCRIPT_THAANA &&
                   VOUCH_SCRIPT_TIBETAN == USCRIPT_TIBETAN &&
                   VOUCH_SCRIPT_BRAILLE == USCRIPT_BRAILLE && VOUCH_SCRIPT_NKO == USCRIPT_NKO &&
                   VOUCH_SCRIPT_LISU == USCRIPT_LISU && VOUCH_SCRIPT_DESERET == USCRIPT_DESERET,
               "the numbers of scripts are ICU's");

// Opened when first needed: a command that meets only ASCII never pays for them. ICU's objects may
// be shared by threads once they are open and nobody changes them.
static pthread_once_t spoof_once = PTHREAD_ONCE_INIT;
static USpoofChecker *spoof_checker;
static void open_spoof_checker(void) {
  UErrorCode status = U_ZERO_ERROR;
  spoof_checker = uspoof_open(&status);
}

static pthread_once_t idna_once = PTHREAD_ONCE_INIT;
static UIDNA *idna;
static void open_idna(void) {
  UErrorCode status = U_ZERO_ERROR;
  idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &status);
}

static int32_t answer(int32_t length, UErrorCode status) {
  return U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR ? length : -1;
}

int32_t vouch_icu_version(void) {
  UVersionInfo version;
  u_getVersion(version);
  return version[0] * 100 + version[1];
}

bool vouch_icu_is_nfc(const uint16_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_isNormalized(unorm2_getNFCInstance(&status), text, length, &status);
}

int32_t vouch_icu_nfc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *form = unorm2_getNFCInstance(&status);
  return answer(unorm2_normalize(form, text, length, out, capacity, &status), status);
}

int32_t vouch_icu_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *form = unorm2_getNFKCInstance(&status);
  return answer(unorm2_normalize(form, text, length, out, capacity, &status), status);
}

bool vouch_icu_nfkc_starts(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  return unorm2_hasBoundaryBefore(unorm2_getNFKCInstance(&status), (UChar32)scalar);
}

bool vouch_icu_nfkc_keeps(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  UChar text[U16_MAX_LENGTH];
  int32_t length = 0;
  U16_APPEND_UNSAFE(text, length, scalar);
  return unorm2_isNormalized(unorm2_getNFKCInstance(&status), text, length, &status);
}

uint32_t vouch_icu_base(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  UChar text[32];
  const UNormalizer2 *form = unorm2_getNFDInstance(&status);
  int32_t length = unorm2_getDecomposition(form, (UChar32)scalar, text, 32, &status);
  if (length <= 0 || U_FAILURE(status)) return 0;
  UChar32 first;
  U16_GET(text, 0, 0, length, first);
  return (uint32_t)first;
}

uint32_t vouch_icu_fold_scalar(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  UChar text[U16_MAX_LENGTH], folded[16];
  int32_t length = 0;
  U16_APPEND_UNSAFE(text, length, scalar);
  int32_t size = u_strFoldCase(folded, 16, text, length, U_FOLD_CASE_DEFAULT, &status);
  if (size <= 0 || U_FAILURE(status)) return 0;
  UChar32 first;
  int32_t next = 0;
  U16_NEXT(folded, next, size, first);
  return next == size ? (uint32_t)first : 0;
}

int32_t vouch_icu_fold_case(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  return answer(u_strFoldCase(out, capacity, text, length, U_FOLD_CASE_DEFAULT, &status), status);
}

int32_t vouch_icu_skeleton(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity) {
  pthread_once(&spoof_once, open_spoof_checker);
  if (!spoof_checker) return -1;
  UErrorCode status = U_ZERO_ERROR;
  return answer(uspoof_getSkeleton(spoof_checker, 0, text, length, out, capacity, &status), status);
}

int32_t vouch_icu_script(uint32_t scalar) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript((UChar32)scalar, &status);
}

_Static_assert(VOUCH_CATEGORY_LETTER == U_GC_L_MASK && VOUCH_CATEGORY_MARK == U_GC_M_MASK &&
                   VOUCH_CATEGORY_UPPER == U_GC_LU_MASK && VOUCH_CATEGORY_LOWER == U_GC_LL_MASK &&
                   VOUCH_CATEGORY_DIGIT == U_GC_ND_MASK &&
                   VOUCH_CATEGORY_PUNCTUATION == U_GC_P_MASK &&
                   VOUCH_CATEGORY_SIGN == (U_GC_SO_MASK | U_GC_SM_MASK),
               "the bits of categories are ICU's");

uint32_t vouch_icu_category(uint32_t scalar) { return U_GET_GC_MASK((UChar32)scalar); }

bool vouch_icu_is_emoji(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_EMOJI);
}

bool vouch_icu_is_emoji_presentation(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_EMOJI_PRESENTATION);
}

bool vouch_icu_is_emoji_modifier(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_EMOJI_MODIFIER);
}

bool vouch_icu_changes_when_folded(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_CHANGES_WHEN_CASEFOLDED);
}

bool vouch_icu_is_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool vouch_icu_is_rgi_emoji(const uint16_t *text, int32_t length) {
  return u_stringHasBinaryProperty(text, length, UCHAR_RGI_EMOJI);
}

static uint32_t host_errors(uint32_t errors) {
  uint32_t found = 0;
  if (errors & (UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG)) {
    found |= VOUCH_HOST_BAD_LENGTH;
  }
  if (errors & (UIDNA_ERROR_PUNYCODE | UIDNA_ERROR_INVALID_ACE_LABEL | UIDNA_ERROR_DISALLOWED)) {
    found |= VOUCH_HOST_BAD_LABEL;
  }
  return found;
}

int32_t vouch_icu_host_to_ascii(const uint16_t *text, int32_t length, uint16_t *out,
                                int32_t capacity, uint32_t *errors) {
  pthread_once(&idna_once, open_idna);
  if (!idna) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t size = uidna_nameToASCII(idna, text, length, out, capacity, &info, &status);
  *errors = host_errors(info.errors);
  return answer(size, status);
}

int32_t vouch_icu_host_to_unicode(const uint16_t *text, int32_t length, uint16_t *out,
                                  int32_t capacity, uint32_t *errors) {
  pthread_once(&idna_once, open_idna);
  if (!idna) return -1;
  UErrorCode status = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t size = uidna_nameToUnicode(idna, text, length, out, capacity, &info, &status);
  *errors = host_errors(info.errors);
  return answer(size, status);
}

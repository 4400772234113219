// What Vouch asks of ICU, in plain C types.
//
// ICU's own headers cannot be imported into Swift here: Foundation carries another version of ICU
// with the same type names, and the compiler refuses the pair. So the headers stay inside CICU.c.
//
// Texts are UTF-16 in buffers of the caller. A function that writes returns how many units the
// whole answer has (more than `capacity` means: nothing useful was written, come back with room),
// or -1 where ICU could not answer. All of them may be called from several threads.
#ifndef VOUCH_CICU_H
#define VOUCH_CICU_H
#include <stdbool.h>
#include <stdint.h>

/// The version of the ICU library in use, as `major * 100 + minor`.
int32_t vouch_icu_version(void);

/// True where `text` is already in normalisation form C.
bool vouch_icu_is_nfc(const uint16_t *text, int32_t length);
/// Normalisation form C.
int32_t vouch_icu_nfc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);
/// Normalisation form KC.
int32_t vouch_icu_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);
/// True where normalisation form KC never joins `scalar` to what stands before it.
bool vouch_icu_nfkc_starts(uint32_t scalar);
/// True where `scalar` alone is its own normalisation form KC.
bool vouch_icu_nfkc_keeps(uint32_t scalar);
/// The first scalar of the canonical decomposition of `scalar`; 0 where it has none.
uint32_t vouch_icu_base(uint32_t scalar);
/// Full case folding of one scalar, where the answer is one scalar as well; 0 where it is not.
uint32_t vouch_icu_fold_scalar(uint32_t scalar);
/// Full case folding.
int32_t vouch_icu_fold_case(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);
/// The skeleton of UTS #39: equal for texts that look alike.
int32_t vouch_icu_skeleton(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity);

/// The script of a scalar, ICU's number (`VOUCH_SCRIPT_…` for the ones Vouch names).
int32_t vouch_icu_script(uint32_t scalar);
/// The general category of a scalar, as one bit (`VOUCH_CATEGORY_…` for the groups Vouch names).
uint32_t vouch_icu_category(uint32_t scalar);
/// True for scalars that can be an emoji (Emoji), with a selector or without.
bool vouch_icu_is_emoji(uint32_t scalar);
/// True for scalars that are shown as an emoji by themselves (Emoji_Presentation).
bool vouch_icu_is_emoji_presentation(uint32_t scalar);
/// True for skin tones.
bool vouch_icu_is_emoji_modifier(uint32_t scalar);
/// True where full case folding changes the scalar.
bool vouch_icu_changes_when_folded(uint32_t scalar);
/// True for scalars that have no glyph of their own (Default_Ignorable_Code_Point).
bool vouch_icu_is_ignorable(uint32_t scalar);
/// True where the text is one emoji that is recommended for interchange (RGI_Emoji), whole.
bool vouch_icu_is_rgi_emoji(const uint16_t *text, int32_t length);

/// A host name in ASCII (UTS #46, without the rules for host names of 1980).
///
/// `errors` becomes a set of `VOUCH_HOST_…`.
int32_t vouch_icu_host_to_ascii(const uint16_t *text, int32_t length, uint16_t *out,
                                int32_t capacity, uint32_t *errors);
/// A host name as people read it (UTS #46).
int32_t vouch_icu_host_to_unicode(const uint16_t *text, int32_t length, uint16_t *out,
                                  int32_t capacity, uint32_t *errors);

/// A label has no letters, or more than 63.
#define VOUCH_HOST_BAD_LENGTH 1u
/// A label starts with `xn--` and is not what it claims to be, or holds what no host may hold.
#define VOUCH_HOST_BAD_LABEL 2u

#define VOUCH_CATEGORY_LETTER 0x3Eu
#define VOUCH_CATEGORY_UPPER 0x02u
#define VOUCH_CATEGORY_LOWER 0x04u
#define VOUCH_CATEGORY_MARK 0x1C0u
#define VOUCH_CATEGORY_DIGIT 0x200u
#define VOUCH_CATEGORY_PUNCTUATION 0x30F80000u
#define VOUCH_CATEGORY_SIGN 0x9000000u

#define VOUCH_SCRIPT_COMMON 0
#define VOUCH_SCRIPT_INHERITED 1
#define VOUCH_SCRIPT_ARABIC 2
#define VOUCH_SCRIPT_ARMENIAN 3
#define VOUCH_SCRIPT_BENGALI 4
#define VOUCH_SCRIPT_BOPOMOFO 5
#define VOUCH_SCRIPT_CHEROKEE 6
#define VOUCH_SCRIPT_COPTIC 7
#define VOUCH_SCRIPT_CYRILLIC 8
#define VOUCH_SCRIPT_DESERET 9
#define VOUCH_SCRIPT_DEVANAGARI 10
#define VOUCH_SCRIPT_GREEK 14
#define VOUCH_SCRIPT_HAN 17
#define VOUCH_SCRIPT_HANGUL 18
#define VOUCH_SCRIPT_HEBREW 19
#define VOUCH_SCRIPT_HIRAGANA 20
#define VOUCH_SCRIPT_KATAKANA 22
#define VOUCH_SCRIPT_KHMER 23
#define VOUCH_SCRIPT_LAO 24
#define VOUCH_SCRIPT_LATIN 25
#define VOUCH_SCRIPT_MONGOLIAN 27
#define VOUCH_SCRIPT_MYANMAR 28
#define VOUCH_SCRIPT_SYRIAC 34
#define VOUCH_SCRIPT_THAI 38
#define VOUCH_SCRIPT_THAANA 37
#define VOUCH_SCRIPT_TIBETAN 39
#define VOUCH_SCRIPT_BRAILLE 46
#define VOUCH_SCRIPT_NKO 87
#define VOUCH_SCRIPT_LISU 131

#endif

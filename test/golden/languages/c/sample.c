/* Keeps the books of a grain store. */
#include <stdio.h>
#include "store.h"

#define MAX_BINS 32
#define LEVEL(bin) ((bin)->level * 2)
#ifdef STORE_DEBUG
extern int trace(const char *format, ...);
#else
# define trace(...)
#endif

typedef unsigned long int grams_t;
typedef int (*compare_fn)(const void *, const void *);

enum grain { WHEAT = 1, RYE, BARLEY = 1 << 2 };

union cell {
    float weight;
    unsigned char bytes[4];
};

struct bin {
    enum grain grain;
    grams_t level, limit;
    struct bin *next;
    union cell cells[MAX_BINS];
    unsigned sealed : 1;
};

static struct bin *bins = NULL;
static const char *const names[] = { [WHEAT] = "wheat", "rye" " flour", NULL };
volatile int doors = 0x1F, lamps = 'a';

static inline int by_level(const void *left, const void *right)
{
    const struct bin *a = left, *b = (const struct bin *) right;
    return a->level > b->level ? 1 : a->level < b->level ? -1 : 0;
}

struct bin *find_bin(struct bin *from, enum grain grain, int (*wanted)(struct bin *))
{
    struct bin *bin;
    for (bin = from; bin != NULL; bin = bin->next) {
        if (bin->grain != grain || bin->sealed)
            continue;
        if (wanted && !wanted(bin)) { trace("skipped %d\n", bin->level); continue; }
        return bin;
    }
    return NULL;
}

/* Pours grain until a bin is full; tells how much is left. */
grams_t pour(struct bin *bin, grams_t grams)
{
    register int i = 0;
    grams_t poured = 0UL, room;
    if (bin == NULL) return grams;
    while (grams > 0 && bin->level < bin->limit) {
        room = bin->limit - bin->level;
        if (grams >= room) {
            poured += room;
            bin->level = bin->limit;
            break;
        }
        bin->cells[i++ % MAX_BINS].weight = (float) grams * 0.5f;
        bin->level += grams;
        poured += grams, grams = 0;
    }
    do {
        --i;
        bin->cells[i].bytes[0] ^= ~0x0F & (i << 2 | 1);
    } while (i >= 0);
    switch (bin->grain) {
    case WHEAT:
    case RYE:
        doors--;
        break;
    default:
        goto done;
    }
    *(&bin->sealed + 0) |= 1;
done:
    return grams - poured;
}

size_t list(FILE *out, struct bin all[], size_t count)
{
    size_t printed = 0;
    struct bin copy = { .grain = RYE, .level = 3 }, *last = &all[count - 1];
    qsort(all, count, sizeof(struct bin), by_level);
#if defined(STORE_DEBUG) && STORE_DEBUG > 1
    fprintf(out, "%zu bins\n", count);
#endif
    for (;;) {
        if (printed == count) break;
        printed += fprintf(out, "%s: %lu\n", names[all[printed].grain], LEVEL(&all[printed])) > 0;
    }
    memcpy(last, &copy, sizeof copy);
    return printed;
}

@file:JvmName("Orchards")

package demo.orchard

import demo.weather.Forecast
import kotlin.math.max as larger

typealias Basket = MutableList<Fruit>

/** A fruit with its weight in grams. */
data class Fruit(val name: String, private var grams: Int = 100) : Comparable<Fruit> {
    val ripe: Boolean get() = grams > 80
    var label: String? = null
        set(value) {
            field = value?.trim() ?: "unnamed"
            if (field == null || field!!.length > MAX_LABEL) throw IllegalArgumentException("too long: ${field} of $MAX_LABEL")
        }

    init {
        require(grams >= 0) { "negative weight" }
        if (name.isBlank() && label == null) println("a nameless fruit of ${grams / 1000.0} kg")
    }

    constructor(name: String, kilos: Double) : this(name, (kilos * 1_000).toInt()) {
        label = "heavy"
    }

    override operator fun compareTo(other: Fruit): Int = grams.compareTo(other.grams)

    companion object {
        const val MAX_LABEL = 0x20
        fun of(vararg names: String) = names.map { Fruit(it) }.toMutableList()
    }
}

abstract class Tree<out T : Fruit>(protected val trunk: Trunk) : Plant(trunk), Watered by trunk where T : Any {
    private val season by lazy { Forecast.season() }
    abstract fun pick(): T?

    open suspend fun harvest(limit: Int, onEach: (T) -> Unit = {}): Basket {
        val basket: Basket = mutableListOf()
        var tries = 0
        picking@ while (basket.size < limit) {
            tries++
            val fruit = pick() ?: break@picking
            when {
                !fruit.ripe -> continue@picking
                fruit.label === null && tries % 2 != 0 -> fruit.label = "plain"
                else -> onEach(fruit)
            }
            basket += fruit
            if (tries > limit shl 1) break
        }
        do { --tries } while (tries > 0)
        return basket
    }
}

sealed interface Weather { object Rain : Weather; class Sun(val hours: Float) : Weather }

enum class Tool(val weight: Long) {
    LADDER(9L),
    RAKE(2L);

    fun heavy(): Boolean = weight > 5
}

fun <K> Map<K, Basket>.heaviest(ignored: Set<K> = emptySet(), minimum: Int): Pair<K, Fruit>? {
    var best: Pair<K, Fruit>? = null
    for ((key, basket) in this) {
        if (key in ignored) continue
        val (fruit, second) = basket.sortedDescending()
        val better = if (best == null) fruit else maxOf(best.second, fruit)
        if (better === fruit || second > fruit) best = key to better
    }
    return best
}

internal inline fun <reified T> Any?.describe(weather: Weather, days: IntRange): String {
    val text = when (val it = this) {
        null -> "nothing"
        is String, is Char -> "text '$it'"
        in days -> 'd'.toString()
        !is T -> "strange"
        else -> (it as? Number)?.toString() ?: return "?"
    }
    val later = object : Runnable {
        override fun run() { println(text.substring(0, larger(1, -days.first)) + days.last) }
    }
    try {
        later.run()
    } catch (e: IllegalStateException) {
        log(e, Weather.Rain::class, ::heavyTools)
    } finally {
        this@describe.hashCode()
    }
    val rows = Array(3) { row -> IntArray(2) { column -> row * column } }
    rows[1][0] += if (weather is Weather.Sun) weather.hours.toInt() else -1
    listOf(1, 2).filter(fun(n: Int): Boolean { return n !in days }).forEach { n ->
        if (n == 0) return@forEach
        rows[n][1] = n until 9 step 2
        rows[n][0]--
    }
    return """
        $text
    """.trimIndent()
}

fun heavyTools(tools: List<Tool>) = tools.filter { it.heavy() }.associateBy(keySelector = Tool::name) { it.weight to !it.heavy() }

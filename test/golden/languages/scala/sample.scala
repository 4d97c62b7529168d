package harbour.pilots

import scala.collection.mutable
import java.time.{Duration, Instant => Time}

/** Where a ship may lie. */
sealed trait Berth {
  def depth: Double
  def free(at: Time): Boolean = true
}

case class Quay(name: String, depth: Double, length: Int = 120) extends Berth
case object Anchorage extends Berth { val depth = 40.0 }

@deprecated("use Tower")
class Pilots[S <: Ship](val berths: Seq[Berth], private var limit: Int)(implicit clock: Clock) extends Office with Logging {
  self: Office =>

  type Plan = Map[String, Seq[S]]
  private val waiting: mutable.Queue[S] = mutable.Queue.empty[S]
  lazy val deepest: Berth = berths.maxBy(_.depth)
  var moved: Int = 0

  def admit(ship: S, priority: Boolean = false): Either[String, Int] = {
    if (ship.draught > deepest.depth) {
      return Left(s"${ship.name} needs ${ship.draught} m")
    } else if (waiting.size >= limit && !priority) {
      Left("full")
    } else {
      waiting += ship
      moved += 1
      Right(waiting.size)
    }
  }

  def plan(now: Time): Plan = {
    val free = berths.filter(berth => berth.free(now)).sortBy { berth => -berth.depth }
    val pairs = for {
      (berth, i) <- free.zipWithIndex
      ship <- waiting.lift(i)
      if ship.draught < berth.depth
    } yield (berth, ship)
    pairs.groupBy { case (Quay(name, _, _), _) => name; case _ => "anchorage" }
      .map { case (name, found) => name -> found.map(_._2) }
  }

  def describe(berth: Berth): String = berth match {
    case Quay(name, depth, length) if length > 200 =>
      val meters = f"$depth%.1f"
      s"long quay $name ($meters m)"
    case quay: Quay => quay.name
    case Anchorage | null => "anchorage"
    case _ => throw new IllegalStateException("unknown berth")
  }

  def run(steps: Int) {
    var step = 0
    while (step < steps) {
      try {
        val ship = waiting.dequeue()
        tugs.foreach(tug => tug.pull(ship, step % 4))
      } catch {
        case e: NoSuchElementException => log.warn("nobody waits", e)
        case _: Exception => ()
      } finally {
        step += 1
      }
    }
    for (i <- 0 until steps by 2) println(i :: Nil)
    do { step -= 1 } while (step > 0)
  }

  override def toString = "pilots of " + berths.map { b => b.depth.toString }.mkString(", ")
}

object Pilots {
  def apply(limit: Int) = new Pilots[Ship](Nil, limit)
  implicit class Knots(speed: Double) { def toMetres: Double = speed * 0.514 }
}

enum Signal(val flag: Char):
  case Alpha extends Signal('A')
  case Bravo extends Signal('B')

extension (ship: Ship)
  def long: Boolean =
    val total = ship.length + ship.bow
    total > 300

# frozen_string_literal: true

require "json"
require_relative "greenhouse/sensor"

module Greenhouse
  # Waters beds when they are dry.
  class Gardener < Worker
    include Comparable

    MODES = %i[gentle normal flood].freeze
    attr_reader :beds, :log

    def initialize(beds, mode: :normal, **options, &on_water)
      @beds = beds
      @mode = mode
      @limit = options.fetch(:limit) { 20 }
      @on_water = on_water || ->(bed, litres) { log << "#{bed.name}: #{litres}" }
      @log = []
      @@count ||= 0
      @@count += 1
    end

    def self.from_file(path)
      data = JSON.parse(File.read(path), symbolize_names: true)
      new(data[:beds].map { |row| Bed.new(*row.values_at(:name, :size)) }, mode: data[:mode]&.to_sym)
    end

    def water_all(now = Time.now)
      return if beds.empty?

      total = 0
      beds.each_with_index do |bed, index|
        next unless bed.dry?(now) and not bed.resting

        litres = bed.size * factor(index)
        litres = @limit if litres > @limit
        bed.pour(litres)
        @on_water.call(bed, litres)
        total += litres
      rescue Bed::Overflow, IOError => e
        warn "could not water #{bed.name}: #{e.message}"
        retry if (e.attempts -= 1) > 0
      ensure
        bed.close
      end
      total.positive? ? total : nil
    end

    def factor(index)
      case @mode
      when :gentle then 0.5
      when :flood, "flood"
        index.zero? ? 4 : 2
      else 1
      end
    end

    def describe(bed)
      case bed
      in { name: String => name, size: 10.. } if name.start_with?("A")
        "large #{name}"
      in [first, *rest] unless rest.empty?
        first
      in nil | false then "none"
      else
        bed.to_s
      end
    end

    def wait_for_rain(hours: 6)
      until raining? || hours <= 0
        sleep 3600
        hours -= 1
      end
      begin
        hours
      end while false
    end

    def <=>(other) = beds.size <=> other.beds.size

    def summary
      names, sizes = beds.map(&:name), beds.sum(&:size)
      text = <<~TEXT
        Beds: #{names.join(", ")}
        Size: #{sizes}
      TEXT
      { text:, :count => names.length, "mode" => @mode, **extras }
    end

    class << self
      def count
        @@count
      end
    end

    private

    def extras
      yield(beds) if block_given?
      super rescue {}
    end
  end
end
